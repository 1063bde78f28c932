import type { Module } from '#web/phone/kit/module.ts';
import { CasePage } from './CasePage.tsx';
import { Fill } from './Fill.tsx';

/** One signing, destination or termination: its page, and its form. A page of another case begins anew. */
export const cases: Module = {
  pages: [
    { path: '/cases/:ref/fill', render: ({ params: { ref = '' } }) => <Fill key={ref} caseRef={ref} /> },
    { path: '/cases/:ref', render: ({ params: { ref = '' } }) => <CasePage key={ref} caseRef={ref} /> },
  ],
};
