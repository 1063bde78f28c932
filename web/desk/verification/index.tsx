import { FileProtectOutlined, SafetyCertificateOutlined, SendOutlined, SolutionOutlined } from '@ant-design/icons';
import { lazy, type ReactNode } from 'react';
import { type TransferKind, transferKinds } from '#domain/transfers/kinds.ts';
import type { Matter, MenuEntry, Page } from '#web/desk/kit/matter/matter.ts';
import { pathsOf, titlesOf } from './data/kind.ts';
import { liveQueries } from './data/queries.ts';

const AuthorizationsPage = lazy(() => import('./AuthorizationsPage.tsx'));
const AuthorizationPage = lazy(() => import('./AuthorizationPage.tsx'));
const TransfersPage = lazy(() => import('./TransfersPage.tsx'));
const TransferPage = lazy(() => import('./TransferPage.tsx'));

const needs = 'verification.read';
const icons: Readonly<Record<TransferKind, { readonly authorizations: ReactNode; readonly transfers: ReactNode }>> = {
  archive: { authorizations: <FileProtectOutlined aria-hidden />, transfers: <SendOutlined aria-hidden /> },
  hukou: { authorizations: <SafetyCertificateOutlined aria-hidden />, transfers: <SolutionOutlined aria-hidden /> },
};

function pagesOf(kind: TransferKind, at: number): readonly Page[] {
  const [paths, titles] = [pathsOf(kind), titlesOf(kind)];
  const entry = (order: number, which: keyof typeof titles): MenuEntry => ({
    ...{ area: 'verification', order, title: titles[which], icon: icons[kind][which] },
  });
  return [
    { path: paths.authorizations, needs, component: AuthorizationsPage, menu: [entry(10 + at, 'authorizations')] },
    { path: paths.transfers, needs, component: TransfersPage, menu: [entry(20 + at, 'transfers')] },
    { path: `${paths.authorizations}/:graduate`, needs, component: AuthorizationPage },
    { path: `${paths.transfers}/:graduate`, needs, component: TransferPage },
  ];
}

/** 户档转递与核验信息. */
export const verification: Matter = { pages: transferKinds.flatMap(pagesOf), live: liveQueries };
