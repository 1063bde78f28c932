import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '#web/common/client.ts';
import { exactTime } from '#web/common/format.ts';
import { Moment } from '#web/common/Moment.tsx';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { Skeleton } from '#web/common/Skeleton.tsx';
import { signOut } from '#web/phone/kit/sign-out.ts';

const key = ['sessions'] as const;

/** The sessions of this account; each can be ended. */
export function Sessions() {
  const queries = useQueryClient();
  const { data, error, refetch, isPending } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call('GET /api/sessions', { signal }),
  });
  const ending = useMutation({
    mutationFn: async (session: { readonly id: string; readonly isThis: boolean }) =>
      session.isThis ? signOut() : call('DELETE /api/sessions/{id}', { params: { id: session.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  if (isPending) return <Skeleton lines={3} />;
  if (!data) return <ProblemNotice error={error} onRetry={refetch} />;
  return (
    <section className="card" aria-labelledby="sessions">
      <h2 className="card-title" id="sessions">
        登录的设备
      </h2>
      <ul className="stack parts">
        {data.map(session => (
          <li key={session.id} className="session">
            <div>
              <p>
                {session.device} {session.isThis && <span className="tag tone-inForce">本机</span>}
              </p>
              <p className="note">
                最近使用 <Moment at={session.lastSeenAt} /> · 登录于 {exactTime(session.startedAt)}
              </p>
            </div>
            <button
              type="button"
              className="button button-small"
              disabled={ending.isPending}
              aria-label={session.isThis ? '退出本机登录' : `结束 ${session.device} 的登录`}
              onClick={() => ending.mutate(session)}
            >
              {session.isThis ? '退出' : '结束'}
            </button>
          </li>
        ))}
      </ul>
      {ending.error && <ProblemNotice error={ending.error} />}
    </section>
  );
}
