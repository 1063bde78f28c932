import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { makeQueryClient, onSignedOut } from '#web/common/client.ts';
import { App } from './frame/App.tsx';
import { ErrorBoundary } from './frame/ErrorBoundary.tsx';
import { beginPagesAtTop } from './frame/scroll.ts';
import { meKey } from './kit/use-me.ts';

const queries = makeQueryClient();
// The question who I am then answers with the sign-in page, whatever page is open; drafts stay.
onSignedOut(() => {
  const known = queries.getQueryState(meKey);
  if (known?.data !== undefined && known.fetchStatus === 'idle') void queries.resetQueries({ queryKey: meKey });
});

beginPagesAtTop();
const root = document.getElementById('app');
if (!root) throw new Error('the page has no #app');
createRoot(root).render(
  <ErrorBoundary>
    <QueryClientProvider client={queries}>
      <Router base="/m">
        <App />
      </Router>
    </QueryClientProvider>
  </ErrorBoundary>,
);
