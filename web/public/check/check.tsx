import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { CheckPage } from './CheckPage.tsx';
import { keepOffline } from './keep-offline.ts';
import { takeScanned } from './scanned.ts';

const take = () => takeScanned({ location, history });

/** Another form that is scanned while the page is open changes the fragment alone. */
function Check({ kind }: { readonly kind: TransferKind }) {
  const [{ scanned, times }, setTaken] = useState(() => ({ scanned: take(), times: 0 }));
  useEffect(() => {
    const onHash = () => {
      const scanned = take();
      if (scanned) setTaken(before => ({ scanned, times: before.times + 1 }));
    };
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  return <CheckPage key={times} kind={kind} scanned={scanned} />;
}

const root = document.getElementById('app');
if (root) createRoot(root).render(<Check kind={root.dataset.kind === 'hukou' ? 'hukou' : 'archive'} />);
keepOffline();
