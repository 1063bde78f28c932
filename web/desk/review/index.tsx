import {
  CompassOutlined,
  CustomerServiceOutlined,
  DisconnectOutlined,
  FileAddOutlined,
  HomeOutlined,
  SolutionOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode } from 'react';
import type { Count, Matter, Page } from '#web/desk/kit/matter/matter.ts';
import { type CaseList, caseLists } from './lists/case-lists.ts';
import { deskCasesQuery, deskHomeQuery } from './lists/queries.ts';

export { casePath } from './lists/case-lists.ts';

const CaseListPage = lazy(() => import('./CaseListPage.tsx'));
const ReviewPage = lazy(() => import('./ReviewPage.tsx'));

const icons: Readonly<Record<(typeof caseLists)[number]['path'], ReactNode>> = {
  '/cases': <SolutionOutlined aria-hidden />,
  '/paper': <FileAddOutlined aria-hidden />,
  '/terminations': <DisconnectOutlined aria-hidden />,
  '/destinations': <CompassOutlined aria-hidden />,
  '/help': <CustomerServiceOutlined aria-hidden />,
  '/voided': <StopOutlined aria-hidden />,
};

/** How many cases of these flows wait for the account. */
const waitingIn = (flows: CaseList['flows']): Count => ({
  kind: 'waiting',
  useCount: () => {
    const counted = useQuery(deskHomeQuery).data?.flows.filter(({ flow }) => flows.some(one => one.flow === flow));
    return counted?.reduce((sum, { waiting }) => sum + waiting, 0);
  },
});

/** The same of a list that gathers marked cases of all flows; none where nothing ever waits in it. */
const waitingMarked = ({ mark, opensOn }: CaseList): { readonly count: Count } | undefined =>
  mark && opensOn === 'mine'
    ? {
        count: {
          kind: 'waiting',
          useCount: () => useQuery(deskCasesQuery({ mark: mark.name, state: 'mine', limit: 1 })).data?.total,
        },
      }
    : undefined;
const countOf = (list: CaseList) => (list.flows.length > 0 ? { count: waitingIn(list.flows) } : waitingMarked(list));

/** The home page of a school's reviewers, and the lists of cases with the page that decides one. */
export const review: Matter = {
  pages: [
    {
      path: '/home',
      needs: 'cases.review',
      component: lazy(() => import('./DeskHomePage.tsx')),
      menu: [{ area: 'signing', order: 10, title: '首页', icon: <HomeOutlined aria-hidden /> }],
    },
    ...caseLists.flatMap((list, index): readonly Page[] => {
      const { path, title } = list;
      return [
        {
          path,
          needs: 'cases.review',
          component: CaseListPage,
          menu: [{ area: 'signing', order: 30 + index, title, icon: icons[path], group: '学生管理', ...countOf(list) }],
        },
        { path: `${path}/:ref`, needs: 'cases.review', component: ReviewPage },
      ];
    }),
  ],
  live: ['desk-home', 'desk-cases'],
};
