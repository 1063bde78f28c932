import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Answer } from '#contract/client.ts';
import { call } from '#web/common/client.ts';
import { Moment } from '#web/common/Moment.tsx';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { meKey } from '#web/phone/kit/use-me.ts';

type Message = Answer<'GET /api/messages'>['messages'][number];
const key = ['messages'] as const;

/** 消息, unread first. */
export function Messages() {
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: key,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => call('GET /api/messages', { query: pageParam ? { cursor: pageParam } : {}, signal }),
    getNextPageParam: ({ next }) => next,
  });
  if (isPending) return <Loading title="消息" back="/" />;
  if (!data) return <Failed title="消息" back="/" error={error} onRetry={refetch} />;
  const messages = data.pages.flatMap(page => page.messages);
  return (
    <Page title="消息" back="/">
      {error && <ProblemNotice error={error} onRetry={refetch} />}
      {messages.length === 0 && (
        <section className="card empty">
          <p className="card-title">还没有消息</p>
          <p className="soft">收到签约邀请、审核有结果时，会在这里告知您。</p>
        </section>
      )}
      {(data.pages[0]?.unread ?? 0) > 1 && <ReadAll lastId={Math.max(...messages.map(({ id }) => id))} />}
      <ul className="stack">
        {messages.map(message => (
          <li key={message.id}>
            <OneMessage message={message} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" className="button button-wide" disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {isFetchingNextPage ? '正在加载' : '查看更早的消息'}
        </button>
      )}
    </Page>
  );
}

function ReadAll({ lastId }: { readonly lastId: number }) {
  const queries = useQueryClient();
  const reading = useMutation({
    mutationFn: () => call('POST /api/messages/read', { body: { lastId } }),
    onSuccess: () => Promise.all([key, meKey].map(queryKey => queries.invalidateQueries({ queryKey }))),
  });
  return (
    <>
      <button type="button" className="button" disabled={reading.isPending} onClick={() => reading.mutate()}>
        全部标为已读
      </button>
      {reading.error && <ProblemNotice error={reading.error} />}
    </>
  );
}

function OneMessage({ message }: { readonly message: Message }) {
  const queries = useQueryClient();
  const reading = useMutation({
    mutationFn: () => call('POST /api/messages/{id}/read', { params: { id: message.id } }),
    onSuccess: () => Promise.all([key, meKey].map(queryKey => queries.invalidateQueries({ queryKey }))),
  });
  const read = () => {
    if (!message.read) reading.mutate();
  };
  return (
    <article className={message.read ? 'card message' : 'card message message-unread'}>
      <p className="message-head">
        {!message.read && <span className="tag tone-refused">未读</span>}
        <span className="note">
          <Moment at={message.at} />
        </span>
      </p>
      <h2 className="card-title">{message.title}</h2>
      <p>{message.text}</p>
      <p className="message-foot">
        {message.link && (
          <Link href={message.link.path} className="button button-small" onClick={read}>
            {message.link.word}
          </Link>
        )}
        {!message.read && (
          <button type="button" className="button button-small" disabled={reading.isPending} onClick={read}>
            标为已读
          </button>
        )}
      </p>
      {reading.error && <ProblemNotice error={reading.error} />}
    </article>
  );
}
