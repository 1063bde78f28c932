import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Page } from '#web/phone/kit/Page.tsx';
import type { Graduate } from '#web/phone/kit/use-me.ts';

/** 切换届别: each cohort has its own records. */
export function Cohorts({ graduate }: { readonly graduate: Graduate }) {
  const queries = useQueryClient();
  const [, go] = useLocation();
  const switching = useIdempotentCommand(
    (cohort: number, key) => call('PUT /api/graduate/cohort', { body: { cohort }, key }),
    async () => {
      await queries.resetQueries();
      go('/', { replace: true });
    },
  );
  return (
    <Page title="切换届别" back="/">
      <section className="card stack">
        <p className="soft">每一届的登记记录分开保存。往届记录可以查看，在办理时间内才能办理。</p>
        <ul className="stack">
          {[...graduate.cohorts]
            .sort((one, other) => other - one)
            .map(cohort => (
              <li key={cohort}>
                <button
                  type="button"
                  className="button button-wide"
                  aria-current={cohort === graduate.cohort ? 'true' : undefined}
                  disabled={switching.isPending || cohort === graduate.cohort}
                  onClick={() => switching.mutate(cohort)}
                >
                  {cohort} 届{cohort === graduate.cohort && '（当前）'}
                </button>
              </li>
            ))}
        </ul>
        {switching.error && <ProblemNotice error={switching.error} />}
      </section>
    </Page>
  );
}
