import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { AgentPage } from './AgentPage.tsx';
import { takeToken } from './agent-token.ts';

const take = () => takeToken({ location, history, storage: sessionStorage });

/** A second link opened in the same tab changes the fragment alone. */
function Agent() {
  const [token, setToken] = useState(take);
  useEffect(() => {
    const onHash = () => setToken(take);
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  return <AgentPage key={token ?? ''} token={token} />;
}

const root = document.getElementById('app');
if (root) createRoot(root).render(<Agent />);
