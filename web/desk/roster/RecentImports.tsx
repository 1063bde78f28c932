import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ImportRuns } from './ImportRuns.tsx';
import { importsQuery } from './queries.ts';

/** The imports of the roster, with the way to where one is started. */
export default function RecentImports() {
  const imports = useQuery(importsQuery);
  if (!imports.data?.runs.length) return null;
  return (
    <>
      <ImportRuns runs={imports.data.runs} />
      <p className="quiet">
        在<Link href="/registry/roster">学生名单</Link>中上传名单、查看正在进行的导入。
      </p>
    </>
  );
}
