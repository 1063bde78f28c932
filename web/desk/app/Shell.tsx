import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useRef } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useOnline } from '#web/common/use-online.ts';
import { NothingHere } from '../pieces/Failure.tsx';
import { PageSkeleton } from '../pieces/skeletons.tsx';
import { SessionEnded } from '../sign-in/SessionEnded.tsx';
import { firstPageOf, moduleAt, modulesOf } from './navigation.tsx';
import { pages } from './pages.tsx';
import { SideMenu } from './SideMenu.tsx';
import { may, useMe } from './session.ts';
import { TopBar } from './TopBar.tsx';
import { useDeskEvents } from './use-desk-events.ts';

export default function Shell() {
  const me = useMe();
  const [location] = useLocation();
  const online = useOnline();
  const queryClient = useQueryClient();
  const live = useDeskEvents(may(me, 'cases.review'));
  const list = modulesOf(me);
  const module = moduleAt(list, location);
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
      <TopBar modules={list} module={module} />
      {online ? null : (
        <div className="offline" role="alert">
          网络已断开。已填写的内容不会丢失，恢复后自动刷新。
        </div>
      )}
      <div className="frame">
        {module ? <SideMenu entries={module.entries} location={location} live={live} /> : null}
        <main id="content" tabIndex={-1}>
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
        </main>
      </div>
      <SessionEnded />
    </>
  );
}
