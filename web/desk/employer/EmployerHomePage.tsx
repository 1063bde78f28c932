import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Answer } from '#contract/client.ts';
import { employerCasesQuery } from '../app/queries.ts';
import { useMe } from '../app/session.ts';
import { countWords } from '../app/words.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { PageHead } from '../pieces/PageHead.tsx';
import { signingList, terminationList } from './employer-lists.ts';
import { NotQualified } from './NotQualified.tsx';

/** 首页: the qualification when it is in the way, and what stands in which state. */
export default function EmployerHomePage() {
  const { employer, name } = useMe();
  const signings = useQuery(employerCasesQuery({}));
  const terminations = useQuery(employerCasesQuery({ flow: terminationList.flow }));
  return (
    <>
      <PageHead title="首页" note={`${employer?.name ?? name}，您好。`}>
        {employer?.qualified ? (
          <Link href="/employer/invite" className="button-link main">
            发起签约邀请
          </Link>
        ) : null}
      </PageHead>
      {employer?.qualified ? null : <NotQualified />}
      <Loaded query={signings}>
        {({ states }) => (
          <FlowCounts
            title="线上签约"
            path={signingList.path}
            states={states}
            none="还没有发出过签约邀请。通过资质审核后，输入毕业生姓名和身份证号即可发起。"
          />
        )}
      </Loaded>
      {terminations.data && terminations.data.states.length > 0 ? (
        <FlowCounts title="线上解约" path={terminationList.path} states={terminations.data.states} none="" />
      ) : null}
    </>
  );
}

interface CountsProps {
  readonly title: string;
  readonly path: string;
  readonly states: Answer<'GET /api/employer/cases'>['states'];
  readonly none: string;
}

function FlowCounts({ title, path, states, none }: CountsProps) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {states.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <ul className="counts">
          {states.map(({ state, label, count }) => (
            <li key={state}>
              <Link href={`${path}?state=${encodeURIComponent(state)}`}>
                <span>{label}</span>
                <strong>{countWords(count)}</strong>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
