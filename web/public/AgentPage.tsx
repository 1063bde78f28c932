import { useCallback, useEffect, useState } from 'react';
import { OfflineNotice } from '#web/common/OfflineNotice.tsx';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { Skeleton } from '#web/common/Skeleton.tsx';
import { AgentDead, AgentDone } from './AgentEnd.tsx';
import { AgentSteps } from './AgentSteps.tsx';
import { type Agreement, agentApi, isDead } from './agent-api.ts';

type Standing =
  | { readonly is: 'loading' | 'dead' }
  | { readonly is: 'failed'; readonly error: unknown }
  | { readonly is: 'open' | 'done'; readonly agreement: Agreement };

/** 用人单位协助回传: one agreement, by the link of an SMS, without an account. */
export function AgentPage({ token }: { readonly token: string | undefined }) {
  const [api] = useState(() => (token ? agentApi(token) : undefined));
  const [standing, setStanding] = useState<Standing>({ is: api ? 'loading' : 'dead' });

  const open = useCallback(async () => {
    if (!api) return;
    try {
      const agreement = await api.open();
      setStanding({ is: 'open', agreement });
    } catch (error) {
      setStanding(isDead(error) ? { is: 'dead' } : { is: 'failed', error });
    }
  }, [api]);
  useEffect(() => void open(), [open]);

  return (
    <>
      <header className="masthead">
        <div className="agent-wide">
          <p className="name">
            <img src={new URL('../common/icon.svg', import.meta.url).href} width="32" height="32" alt="" />
            毕业去向登记与网上签约
          </p>
        </div>
      </header>
      <OfflineNotice />
      <main className="agent-wide agent">
        <h1>用人单位协助回传就业协议书</h1>
        {standing.is === 'loading' && <Skeleton />}
        {standing.is === 'dead' && <AgentDead />}
        {standing.is === 'failed' && (
          <ProblemNotice
            error={standing.error}
            onRetry={() => {
              setStanding({ is: 'loading' });
              void open();
            }}
          />
        )}
        {standing.is === 'done' && <AgentDone agreement={standing.agreement} />}
        {standing.is === 'open' && api && (
          <AgentSteps
            api={api}
            agreement={standing.agreement}
            onDead={() => setStanding({ is: 'dead' })}
            onDone={() => setStanding({ is: 'done', agreement: standing.agreement })}
          />
        )}
      </main>
    </>
  );
}
