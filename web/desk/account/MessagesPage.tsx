import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Link } from 'wouter';
import { type Answer, call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { meQuery } from '#web/desk/kit/session/me-query.ts';
import { messagesQuery } from './queries.ts';

type Message = Answer<'GET /api/messages'>['messages'][number];

/** 消息, unread first. */
export default function MessagesPage() {
  const url = useListUrl();
  const list = useQuery(messagesQuery(url.cursor));
  const queryClient = useQueryClient();
  const { message: toast } = App.useApp();

  const read = async ({ id }: Message) => {
    try {
      await call('POST /api/messages/{id}/read', { params: { id } });
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['messages'] }),
        queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
      ]);
    } catch (error) {
      toast.error(sentenceFor(error));
    }
  };
  return (
    <>
      <PageHead title="消息" note={list.data ? `未读 ${list.data.unread} 条` : undefined} />
      <Loaded query={list}>
        {({ messages, next }) => (
          <div className="card flush">
            {messages.length === 0 ? <div className="empty">没有消息。</div> : null}
            <ul className="messages">
              {messages.map(message => (
                <li key={message.id} className={message.read ? undefined : 'unread'}>
                  <div>
                    <h2>
                      {message.read ? null : <span className="new-mark">未读</span>}
                      {message.title}
                    </h2>
                    <p className="wrap">{message.text}</p>
                    <p className="quiet">
                      <Moment at={message.at} />
                      {message.link ? (
                        <>
                          {' · '}
                          <Link href={message.link.path} onClick={() => void (message.read || read(message))}>
                            {message.link.word}
                          </Link>
                        </>
                      ) : null}
                    </p>
                  </div>
                  {message.read ? null : (
                    <Button size="small" onClick={() => void read(message)} aria-label={`标为已读：${message.title}`}>
                      标为已读
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {messages.length > 0 ? <KeysetPager url={url} next={next} shown={messages.length} /> : null}
          </div>
        )}
      </Loaded>
    </>
  );
}
