// First of all: every style element that is created after it gets the nonce.
import './shell/nonce.ts';
import './shell/zod-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { App } from './shell/App.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
