import { useQuery } from '@tanstack/react-query';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { FilterBar } from '#web/desk/kit/list/FilterBar.tsx';
import { CohortFilter, DepartmentFilter, GraduateSearch } from '#web/desk/kit/list/GraduateFilters.tsx';
import { graduateColumns } from '#web/desk/kit/list/graduate-columns.tsx';
import { PagedTable } from '#web/desk/kit/list/PagedTable.tsx';
import { useListPlace } from '#web/desk/kit/list/use-list-place.ts';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { pathsOf, useKind, wordsOf } from './data/kind.ts';
import { lapsedQuery, optionsQuery } from './data/queries.ts';
import { narrowedBy } from './list-filters.ts';

type Row = Answer<'GET /api/archives/{kind}/lapsed'>['rows'][number];
const names = ['q', 'cohort', 'department'] as const;

/** 失效信息管理: deleted from the roster; what was registered counts no more. */
export default function LapsedPage() {
  const kind = useKind();
  const { title } = wordsOf(kind);
  const paths = pathsOf(kind);
  const url = useListUrl();
  const { params, cursor } = url;
  const { q, cohort, department } = narrowedBy(params);
  const options = useQuery(optionsQuery(kind)).data;
  const list = useQuery(
    lapsedQuery(kind, {
      ...(q ? { q } : {}),
      ...(cohort ? { cohort: Number(cohort) } : {}),
      ...(department ? { department: Number(department) } : {}),
      ...(cursor ? { cursor } : {}),
    }),
  );
  useListPlace(paths.lapsed, url, list.data !== undefined);
  const of = ({ graduateId: key, name }: Row) => ({ name, key, path: `${paths.records}/${key}` });
  return (
    <>
      <PageHead
        title="失效信息管理"
        note={`从学生名单中删除的毕业生：登记的${title}失效，待审核的申请变为审核不通过。重新上传后需重新登记，不会自动恢复。`}
      />
      <FilterBar url={url} names={names}>
        <GraduateSearch url={url} />
        <CohortFilter url={url} cohorts={options?.cohorts} />
        <DepartmentFilter url={url} departments={options?.departments} />
      </FilterBar>
      <PagedTable
        {...{ list, url }}
        caption="失效名单"
        columns={[
          ...graduateColumns(of).filter(({ isExtra }) => !isExtra),
          { key: 'had', title: `失效前的${title}`, width: 180, render: ({ had }: Row) => had || '未登记' },
          { key: 'reason', title: '原因', width: 200, render: ({ reason }: Row) => reason || '--' },
          { key: 'who', title: '操作人', width: 120, render: ({ who }: Row) => who || '--' },
          { key: 'at', title: '失效时间', width: 116, render: ({ lapsedAt }: Row) => <Moment at={lapsedAt} /> },
        ]}
        keyOf={row => row.graduateId}
        pathOf={row => of(row).path}
        hasKeys
        empty={<p>{names.some(name => params.get(name)) ? '没有符合条件的毕业生。' : '没有失效的毕业生。'}</p>}
      />
    </>
  );
}
