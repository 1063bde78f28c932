import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '#web/common/client.ts';
import { exactTime } from '#web/common/format.ts';
import { Moment } from '#web/common/Moment.tsx';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { Skeleton } from '#web/common/Skeleton.tsx';
import { signOut } from '#web/phone/kit/sign-out.ts';

const key = ['sessions'] as const;

/** The sessions of this account, where each is used; one can be ended, or all but this one. */
export function Sessions() {
  const queries = useQueryClient();
  const { data, error, refetch, isPending } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call('GET /api/sessions', { signal }),
  });
  const reread = () => queries.invalidateQueries({ queryKey: key });
  const ending = useMutation({
    mutationFn: async (session: { readonly id: string; readonly isThis: boolean }) =>
      session.isThis ? signOut() : call('DELETE /api/sessions/{id}', { params: { id: session.id } }),
    onSuccess: reread,
  });
  const endingOthers = useMutation({ mutationFn: () => call('DELETE /api/sessions'), onSuccess: reread });
  if (isPending) return <Skeleton lines={3} />;
  if (!data) return <ProblemNotice error={error} onRetry={refetch} />;
  const failure = ending.error ?? endingOthers.error;
  return (
    <section className="card stack" aria-labelledby="sessions">
      <h2 className="card-title" id="sessions">
        登录的设备
      </h2>
      <ul className="stack sessions">
        {data.map(session => (
          <li key={session.id} className="session">
            <div>
              <p>
                {session.device} {session.isThis && <span className="tag tone-inForce">本机</span>}
              </p>
              <p className="note">
                {session.lastFrom}
                {session.begunFrom !== session.lastFrom && `（登录时 ${session.begunFrom}）`}
                {session.sameNetwork && !session.isThis && '，与本机同一网络'}
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
      <p className="note">不认识的登录请立即结束。在新设备上登录时，您会收到消息。</p>
      {data.length > 1 && (
        <button type="button" className="button" disabled={endingOthers.isPending} onClick={() => endingOthers.mutate()}>
          结束其他全部登录
        </button>
      )}
      {failure && <ProblemNotice error={failure} />}
    </section>
  );
}
