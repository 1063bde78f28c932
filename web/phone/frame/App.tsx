import { useEffect } from 'react';
import { Route, Switch, useLocation, useSearch } from 'wouter';
import { OfflineNotice } from '#web/common/OfflineNotice.tsx';
import { LeavingPage } from '#web/phone/confirmation/index.tsx';
import { Now } from '#web/phone/destinations/index.tsx';
import { askedCohort, withoutCohort } from '#web/phone/kit/asked-cohort.ts';
import { keepReturnPath, takeReturnPath } from '#web/phone/kit/return-path.ts';
import { SwitchCohort } from '#web/phone/kit/SwitchCohort.tsx';
import { markSession, toldAtSignIn } from '#web/phone/kit/session-mark.ts';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { useMe } from '#web/phone/kit/use-me.ts';
import { CheckBasics } from '#web/phone/sign-in/CheckBasics.tsx';
import { SignIn } from '#web/phone/sign-in/SignIn.tsx';
import { SignInProblem } from '#web/phone/sign-in/SignInProblem.tsx';
import { WrongAccount } from '#web/phone/sign-in/WrongAccount.tsx';
import { MenuSheet } from './MenuSheet.tsx';
import { Modules } from './Modules.tsx';
import { modules } from './modules.ts';
import { NotFound } from './NotFound.tsx';

const pages = modules.flatMap(module => module.pages);

export function App() {
  return (
    <>
      <OfflineNotice />
      {/* Does not ask who is signed in: the answer would be a refusal, and the page can be shown at once. */}
      <Switch>
        <Route path="/sign-in" component={SignIn} />
        <Route component={Signed} />
      </Switch>
    </>
  );
}

/** Leads to the sign-in page, with the outcome of an attempt that the URL names, and back here afterwards. */
function ToSignIn() {
  const [path, go] = useLocation();
  const search = useSearch();
  useEffect(() => {
    const isOutcome = new URLSearchParams(search).has('problem');
    keepReturnPath(search && !isOutcome ? `${path}?${search}` : path);
    const told = toldAtSignIn(search);
    go(told ? `/sign-in?${told}` : '/sign-in', { replace: true });
  }, [path, search, go]);
  return null;
}

function Signed() {
  const { data: me, error, refetch, isPending } = useMe();
  const [path, go] = useLocation();
  const search = useSearch();
  const other = me?.graduate ? askedCohort(search, me.graduate) : undefined;
  const checked = me?.graduate?.checked === true;
  const isSignedIn = Boolean(me);
  useEffect(() => {
    if (isSignedIn) markSession();
  }, [isSignedIn]);
  useEffect(() => {
    if (!checked) return;
    const wanted = takeReturnPath();
    if (wanted && path === '/') go(wanted, { replace: true });
  }, [checked, path, go]);
  useEffect(() => {
    const plain = checked && other === undefined ? withoutCohort(path, search) : undefined;
    if (plain !== undefined) go(plain, { replace: true });
  }, [checked, other, path, search, go]);

  if (isPending) return <Loading title="毕业生去向登记" />;
  if (me === null) return <ToSignIn />;
  if (!me) return <Failed title="毕业生去向登记" error={error} onRetry={refetch} />;
  if (!me.graduate) return <WrongAccount me={me} />;
  if (other !== undefined) return <SwitchCohort title="毕业生去向登记" back="/" cohort={other} />;
  if (!me.graduate.checked) return <CheckBasics graduate={me.graduate} />;
  const signedIn = { me, graduate: me.graduate };
  return (
    <>
      <SignInProblem />
      <Switch>
        <Route path="/">
          {me.graduate.leaving ? (
            <LeavingPage graduate={me.graduate} isHome>
              <Now graduate={me.graduate} />
            </LeavingPage>
          ) : (
            <Modules graduate={me.graduate} />
          )}
        </Route>
        <Route path="/modules">
          <Modules graduate={me.graduate} back="/" />
        </Route>
        {pages.map(({ path: at, render }) => (
          <Route key={at} path={at}>
            {params => render({ ...signedIn, params })}
          </Route>
        ))}
        <Route component={NotFound} />
      </Switch>
      <MenuSheet {...signedIn} />
    </>
  );
}
