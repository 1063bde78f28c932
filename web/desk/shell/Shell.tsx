import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useMemo, useRef } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useRepeating } from '#web/common/repeating.ts';
import { useOnline } from '#web/common/use-online.ts';
import { ProveAgain } from '#web/desk/account/ProveAgain.tsx';
import { useAskingWindow } from '#web/desk/kit/leave/use-unsaved.ts';
import { QueuesContext } from '#web/desk/kit/matter/queues.ts';
import { NothingHere } from '#web/desk/kit/page/Failure.tsx';
import { PageSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { areaAt, areasOf, firstPageOf, liveKeys, pages, queuesOf } from './navigation.ts';
import { SideMenu } from './SideMenu.tsx';
import { SessionEnded } from './sign-in/SessionEnded.tsx';
import { TopBar } from './TopBar.tsx';
import { useDeskEvents } from './use-desk-events.ts';

export default function Shell() {
  const me = useMe();
  const [location] = useLocation();
  const online = useOnline();
  const repeating = useRepeating();
  const queryClient = useQueryClient();
  useAskingWindow();
  const live = useDeskEvents(liveKeys, may(me, 'cases.review'));
  const areas = areasOf(me);
  const area = areaAt(areas, location);
  const queues = useMemo(() => queuesOf(me), [me]);
  const first = firstPageOf(me);

  // A new page begins at its top and is what a screen reader reads next. Its path is the only reason to move.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the location is what the effect waits for
  useEffect(() => {
    window.scrollTo(0, 0);
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [location]);
  const wasOffline = useRef(false);
  useEffect(() => {
    if (online && wasOffline.current) void queryClient.invalidateQueries();
    wasOffline.current = !online;
  }, [online, queryClient]);

  return (
    <>
      <a className="skip" href="#content">
        跳到主要内容
      </a>
      <TopBar areas={areas} area={area} />
      {online ? null : (
        <div className="offline" role="alert">
          网络已断开。已填写的内容不会丢失，恢复后自动刷新。
        </div>
      )}
      {online && repeating ? (
        <div className="offline" role="status">
          服务暂时没有回应，正在重试…
        </div>
      ) : null}
      <div className="frame">
        {area ? <SideMenu entries={area.entries} location={location} live={live} /> : null}
        <main id="content" tabIndex={-1}>
          <QueuesContext value={queues}>
            <Suspense fallback={<PageSkeleton />}>
              <Switch>
                {pages.map(({ path, needs, component: Page }) => (
                  <Route key={path} path={path}>
                    {may(me, needs) ? <Page /> : <NothingHere code="not-allowed" />}
                  </Route>
                ))}
                <Route path="/employer/register">
                  <Redirect to={first ?? '/messages'} replace />
                </Route>
                <Route path="/">{first ? <Redirect to={first} replace /> : <NothingHere code="nothing-to-do" />}</Route>
                <Route>
                  <NothingHere code="not-found" />
                </Route>
              </Switch>
            </Suspense>
          </QueuesContext>
        </main>
      </div>
      <ProveAgain />
      <SessionEnded />
    </>
  );
}
