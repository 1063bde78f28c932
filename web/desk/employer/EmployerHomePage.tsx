import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Answer } from '#contract/client.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { signingList, terminationList } from './employer-lists.ts';
import { NotQualified } from './NotQualified.tsx';
import { isOurTurn } from './our-turn.ts';
import { employerHomeQuery, membersQuery } from './queries.ts';

type Home = Answer<'GET /api/employer/home'>;
interface Waiting {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly path: string;
}

const inState = (path: string, state: string): string => `${path}?state=${encodeURIComponent(state)}`;

function whatWaits(home: Home, joins: number, returned: boolean): readonly Waiting[] {
  const mine = home.terminations.filter(({ mine }) => mine);
  return [
    ...mine.map(({ state, label, count }) => ({ key: state, label, count, path: inState(terminationList.path, state) })),
    { key: 'organisation', label: '单位信息已退回，请修改后重新提交', count: returned ? 1 : 0, path: '/employer/organisation' },
    { key: 'joins', label: '申请加入单位，等待您同意', count: joins, path: '/employer/members' },
    { key: 'sheets', label: '批量邀请已检查，尚未发送', count: home.unsentSheets, path: '/employer/invite/many' },
    { key: 'due', label: '邀请 24 小时内截止，毕业生尚未应约', count: home.due, path: `${signingList.path}?due=soon` },
  ].filter(({ count }) => count > 0);
}

/** 首页: the qualification while it is missing, what waits for the employer, and the number of cases in each state. */
export default function EmployerHomePage() {
  const me = useMe();
  const { employer, name } = me;
  const home = useQuery(employerHomeQuery);
  const members = useQuery({ ...membersQuery, enabled: may(me, 'employer.members') });
  // Before the first qualification NotQualified says it.
  const returned = employer?.qualified === true && may(me, 'employer.edit') && isOurTurn(employer.state);
  const joins = members.data?.joins.filter(({ asked }) => asked).length ?? 0;
  return (
    <>
      <PageHead title="首页" note={`${employer?.name ?? name}，您好。`}>
        {employer?.qualified ? (
          <>
            <Link href="/employer/invite/many" className="button-link">
              批量邀请
            </Link>
            <Link href="/employer/invite" className="button-link main">
              发起签约邀请
            </Link>
          </>
        ) : null}
      </PageHead>
      {employer?.qualified ? null : <NotQualified />}
      <Loaded query={home}>
        {data => (
          <>
            <section className="card">
              <h2>待办</h2>
              <WaitingList waiting={whatWaits(data, joins, returned)} />
            </section>
            <FlowCounts
              title="线上签约"
              path={signingList.path}
              states={data.signings}
              none="还没有发出过签约邀请。通过资质审核后，凭毕业生姓名和身份证号，或毕业生给出的签约码即可发起。"
            />
            {data.terminations.length > 0 ? (
              <FlowCounts title="线上解约" path={terminationList.path} states={data.terminations} none="" />
            ) : null}
          </>
        )}
      </Loaded>
    </>
  );
}

function WaitingList({ waiting }: { readonly waiting: readonly Waiting[] }) {
  if (waiting.length === 0) return <p className="quiet">没有需要您处理的事项。</p>;
  return (
    <ul className="counts">
      {waiting.map(({ key, label, count, path }) => (
        <li key={key}>
          <Link href={path}>
            <span>{label}</span>
            <strong>{countWords(count)}</strong>
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface CountsProps {
  readonly title: string;
  readonly path: string;
  readonly states: Home['signings'];
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
          {states.map(({ state, label, tone, count }) => (
            <li key={state}>
              <Link href={inState(path, state)}>
                <StateTag tone={tone} label={label} />
                <strong>{countWords(count)}</strong>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
