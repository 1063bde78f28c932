// First of all: whatever creates a style element after it is covered.
import './app/nonce.ts';
import './app/zod-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
