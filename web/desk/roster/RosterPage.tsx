import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, addressOf } from '#web/desk/kit/api/api.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { ImportProgress } from './ImportProgress.tsx';
import { ImportRuns } from './ImportRuns.tsx';
import { importsQuery } from './queries.ts';
import { StartImport } from './StartImport.tsx';
import { UploadRoster } from './UploadRoster.tsx';

type Uploaded = Answer<'POST /api/roster/files'>;

/** 学生名单: upload, look at the columns, import, see the outcome. */
export default function RosterPage() {
  const me = useMe();
  const ofSchool = may(me, 'roster.manage');
  const imports = useQuery(importsQuery);
  const [uploaded, setUploaded] = useState<Uploaded>();
  const [started, setStarted] = useState<number>();

  return (
    <>
      <PageHead
        title="学生名单"
        note={
          ofSchool
            ? '毕业生来源于此名单；在名单中的毕业生才能签约或登记毕业去向。'
            : `您可以上传本院系（${me.departments.map(({ name }) => name).join('、')}）的毕业生；其他院系的行不导入，会注明原因。`
        }
      >
        <a href={addressOf('GET /api/roster/template')} download className="button-link">
          <DownloadOutlined aria-hidden /> 下载模板
        </a>
        {me.demo && ofSchool ? (
          <a href={addressOf('GET /api/roster/sample')} download className="button-link">
            <DownloadOutlined aria-hidden /> 下载演示名单（2,000 行，25 行有误）
          </a>
        ) : null}
      </PageHead>
      <Loaded query={imports}>
        {({ runs, graduates, cohorts }) => {
          const running = started ?? runs.find(run => run.finishedAt === null)?.id;
          return (
            <>
              <section className="card">
                <h2>{ofSchool ? '在册人数' : '本院系在册人数'}</h2>
                {graduates.length === 0 ? (
                  <p className="quiet">名单为空。请下载模板，填写后在下方上传。</p>
                ) : (
                  <dl className="numbers">
                    {graduates.map(({ cohort, count }) => (
                      <div key={cohort}>
                        <dt>{cohort} 届</dt>
                        <dd>{countWords(count)}</dd>
                      </div>
                    ))}
                  </dl>
                )}
              </section>
              <section className="card">
                <h2>上传名单</h2>
                {uploaded ? (
                  <StartImport
                    uploaded={uploaded}
                    cohorts={cohorts}
                    onCancel={() => setUploaded(undefined)}
                    onStarted={id => {
                      setUploaded(undefined);
                      setStarted(id);
                    }}
                  />
                ) : (
                  <UploadRoster onUploaded={setUploaded} />
                )}
              </section>
              {running === undefined ? null : <ImportProgress key={running} id={running} />}
              <ImportRuns runs={runs} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}
