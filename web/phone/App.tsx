import { useEffect } from 'react';
import { Route, Switch, useLocation, useSearch } from 'wouter';
import { OfflineNotice } from '#web/common/OfflineNotice.tsx';
import { CasePage } from './pages/CasePage.tsx';
import { CheckBasics } from './pages/CheckBasics.tsx';
import { Cohorts } from './pages/Cohorts.tsx';
import { Destinations } from './pages/Destinations.tsx';
import { Fill } from './pages/Fill.tsx';
import { InvitationCode } from './pages/InvitationCode.tsx';
import { Messages } from './pages/Messages.tsx';
import { Modules } from './pages/Modules.tsx';
import { NotFound } from './pages/NotFound.tsx';
import { OnlineSigning } from './pages/OnlineSigning.tsx';
import { Profile } from './pages/Profile.tsx';
import { Record } from './pages/Record.tsx';
import { SignIn } from './pages/SignIn.tsx';
import { Failed, Loading } from './pages/states.tsx';
import { Ways } from './pages/Ways.tsx';
import { WrongAccount } from './pages/WrongAccount.tsx';
import { MenuSheet } from './pieces/MenuSheet.tsx';
import { SignInProblem } from './pieces/SignInProblem.tsx';
import { keepReturnPath, takeReturnPath } from './return-path.ts';
import { useMe } from './use-me.ts';

export function App() {
  return (
    <>
      <OfflineNotice />
      {/* Asks nobody who is there: the answer would be a refusal, and the page can stand at once. */}
      <Switch>
        <Route path="/sign-in" component={SignIn} />
        <Route component={Signed} />
      </Switch>
    </>
  );
}

/** To the sign-in page, with what the address said of an attempt, and back here afterwards. */
function ToSignIn() {
  const [path, go] = useLocation();
  const search = useSearch();
  useEffect(() => {
    keepReturnPath(path);
    go(search ? `/sign-in?${search}` : '/sign-in', { replace: true });
  }, [path, search, go]);
  return null;
}

function Signed() {
  const { data: me, error, refetch, isPending } = useMe();
  const [path, go] = useLocation();
  const checked = me?.graduate?.checked === true;
  useEffect(() => {
    if (!checked) return;
    const wanted = takeReturnPath();
    if (wanted && path === '/') go(wanted, { replace: true });
  }, [checked, path, go]);

  if (isPending) return <Loading title="毕业生去向登记" />;
  if (me === null) return <ToSignIn />;
  if (!me) return <Failed title="毕业生去向登记" error={error} onRetry={refetch} />;
  if (!me.graduate) return <WrongAccount me={me} />;
  if (!me.graduate.checked) return <CheckBasics graduate={me.graduate} />;
  return (
    <>
      <SignInProblem />
      <Switch>
        <Route path="/">
          <Modules graduate={me.graduate} />
        </Route>
        <Route path="/destinations">
          <Destinations graduate={me.graduate} />
        </Route>
        <Route path="/destinations/online-signing" component={OnlineSigning} />
        <Route path="/destinations/invitation-code" component={InvitationCode} />
        <Route path="/destinations/ways/:name">{({ name }) => <Ways name={decodeURIComponent(name)} />}</Route>
        <Route path="/cases/:ref/fill">{({ ref }) => <Fill key={ref} caseRef={ref} />}</Route>
        <Route path="/cases/:ref">{({ ref }) => <CasePage key={ref} caseRef={ref} />}</Route>
        <Route path="/messages" component={Messages} />
        <Route path="/record" component={Record} />
        <Route path="/cohorts">
          <Cohorts graduate={me.graduate} />
        </Route>
        <Route path="/me">
          <Profile me={me} graduate={me.graduate} />
        </Route>
        <Route component={NotFound} />
      </Switch>
      <MenuSheet me={me} />
    </>
  );
}
