import { createRoot } from 'react-dom/client';
import { ApiPage } from './ApiPage.tsx';

const root = document.getElementById('app');
if (root) createRoot(root).render(<ApiPage />);
