import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import { Failure } from '#web/desk/kit/page/Failure.tsx';
import { PageSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { meQuery } from '#web/desk/kit/session/me-query.ts';
import { SessionContext } from '#web/desk/kit/session/session.ts';

const SignInPage = lazy(() => import('./sign-in/SignInPage.tsx'));
const RegisterPage = lazy(() => import('./sign-in/RegisterPage.tsx'));
const FirstSteps = lazy(() => import('#web/desk/account/FirstSteps.tsx'));
const ResetPage = lazy(() => import('./sign-in/ResetPage.tsx'));
const JoinPage = lazy(() => import('./sign-in/JoinPage.tsx'));
const Shell = lazy(() => import('./Shell.tsx'));

/** Signed in: the shell with the requested page. Otherwise: the sign-in that belongs to the URL, which stays. */
export function Entrance() {
  const [location] = useLocation();
  const me = useQuery(meQuery);
  const isEmployerEntry = location.startsWith('/employer');

  return (
    <Suspense fallback={<PageSkeleton />}>
      {me.isPending ? (
        <PageSkeleton />
      ) : me.data ? (
        <SessionContext value={me.data}>{me.data.mustFirst ? <FirstSteps /> : <Shell />}</SessionContext>
      ) : me.isError ? (
        <main className="alone">
          <Failure error={me.error} retry={() => void me.refetch()} />
        </main>
      ) : location === '/employer/register' ? (
        <RegisterPage />
      ) : location === '/employer/reset' ? (
        <ResetPage />
      ) : location === '/employer/join' ? (
        <JoinPage />
      ) : (
        <SignInPage entry={isEmployerEntry ? 'employer' : 'staff'} />
      )}
    </Suspense>
  );
}
