import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { employerCasesQuery } from '../app/queries.ts';
import { useMe } from '../app/session.ts';
import { countWords } from '../app/words.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { PageHead } from '../pieces/PageHead.tsx';
import { NotQualified } from './NotQualified.tsx';

/** 首页: the qualification when it is in the way, and what stands in which state. */
export default function EmployerHomePage() {
  const { employer, name } = useMe();
  const cases = useQuery(employerCasesQuery({}));
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
      <Loaded query={cases}>
        {({ states }) => (
          <section className="card">
            <h2>线上签约</h2>
            {states.length === 0 ? (
              <p className="quiet">还没有发出过签约邀请。通过资质审核后，输入毕业生姓名和身份证号即可发起。</p>
            ) : (
              <ul className="counts">
                {states.map(({ state, label, count }) => (
                  <li key={state}>
                    <Link href={`/employer/cases?state=${encodeURIComponent(state)}`}>
                      <span>{label}</span>
                      <strong>{countWords(count)}</strong>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </section>
        )}
      </Loaded>
    </>
  );
}
