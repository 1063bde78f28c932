import {
  BarChartOutlined,
  FileDoneOutlined,
  FolderOpenOutlined,
  HomeOutlined,
  IdcardOutlined,
  UserDeleteOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, lazy, type ReactNode } from 'react';
import { type TransferKind, transferKinds } from '#domain/transfers/kinds.ts';
import type { Count, Matter, Page } from '#web/desk/kit/matter/matter.ts';
import { StudentPage } from '#web/desk/students/index.tsx';
import { pathsOf, wordsOf } from './data/kind.ts';
import { homeQuery, liveQueries } from './data/queries.ts';

const HomePage = lazy(() => import('./HomePage.tsx'));
const RecordsPage = lazy(() => import('./RecordsPage.tsx'));
const RecordPage = lazy(() => import('./RecordPage.tsx'));
const RequestsPage = lazy(() => import('./RequestsPage.tsx'));
const RequestPage = lazy(() => import('./RequestPage.tsx'));
const LapsedPage = lazy(() => import('./LapsedPage.tsx'));
const ImportPage = lazy(() => import('./work/ImportPage.tsx'));
const ImportRunPage = lazy(() => import('./work/ImportRunPage.tsx'));
const QuickReviewPage = lazy(() => import('./work/QuickReviewPage.tsx'));
const StatisticsPage = lazy(() => import('./work/StatisticsPage.tsx'));

const needs = 'archives.review';
const waitingIn = (kind: TransferKind): Count => ({
  kind: 'waiting',
  useCount: () => useQuery(homeQuery(kind)).data?.waiting,
});

/** The pages of one kind: the same for both, each in its own area of the desk. */
function pagesOf(kind: TransferKind): readonly Page[] {
  const paths = pathsOf(kind);
  const { title } = wordsOf(kind);
  const group = `${title}管理`;
  const listed = (
    order: number,
    path: string,
    component: ComponentType,
    entry: { readonly title: string; readonly icon: ReactNode; readonly group?: string; readonly count?: Count },
  ): Page => ({ path, needs, component, menu: [{ area: kind, order, ...entry }] });
  return [
    listed(10, paths.home, HomePage, { title: '首页', icon: <HomeOutlined aria-hidden /> }),
    listed(20, paths.students, RecordsPage, { title: '学生名单管理', icon: <IdcardOutlined aria-hidden /> }),
    listed(30, paths.records, RecordsPage, { title, icon: <FolderOpenOutlined aria-hidden />, group }),
    listed(40, paths.requests, RequestsPage, {
      ...{ title: '申请记录', icon: <FileDoneOutlined aria-hidden />, group },
      count: waitingIn(kind),
    }),
    listed(50, paths.lapsed, LapsedPage, { title: '失效信息管理', icon: <UserDeleteOutlined aria-hidden />, group }),
    listed(60, paths.statistics, StatisticsPage, { title: '数据统计', icon: <BarChartOutlined aria-hidden /> }),
    { path: paths.imports, needs, component: ImportPage },
    { path: `${paths.imports}/:id`, needs, component: ImportRunPage },
    { path: `${paths.quick}/:id`, needs, component: QuickReviewPage },
    { path: `${paths.students}/:id`, needs, component: StudentPage },
    { path: `${paths.records}/:graduate`, needs, component: RecordPage },
    { path: `${paths.requests}/:id`, needs, component: RequestPage },
  ];
}

/** 档案信息管理 and 户口信息管理. */
export const archives: Matter = {
  pages: transferKinds.flatMap(pagesOf),
  queues: transferKinds.map(kind => ({
    path: pathsOf(kind).requests,
    title: `${wordsOf(kind).title}申请`,
    needs,
    count: waitingIn(kind),
  })),
  live: liveQueries,
};
