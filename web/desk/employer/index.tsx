import {
  BankOutlined,
  DisconnectOutlined,
  FileDoneOutlined,
  HomeOutlined,
  InboxOutlined,
  ProfileOutlined,
  SendOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { lazy } from 'react';
import type { Matter } from '#web/desk/kit/matter/matter.ts';

export { employerCasePath } from './employer-lists.ts';

const EmployerCasesPage = lazy(() => import('./EmployerCasesPage.tsx'));
const EmployerCasePage = lazy(() => import('./EmployerCasePage.tsx'));

/** The desk of an employer: its invitations, agreements and terminations, its organisation and members. */
export const employer: Matter = {
  pages: [
    {
      path: '/employer',
      needs: 'employer.own',
      component: lazy(() => import('./EmployerHomePage.tsx')),
      menu: [{ area: 'employer', order: 10, title: '首页', icon: <HomeOutlined aria-hidden /> }],
    },
    {
      path: '/employer/invite',
      needs: 'cases.invite',
      component: lazy(() => import('./InvitePage.tsx')),
      menu: [{ area: 'employer', order: 20, title: '签约邀请', icon: <SendOutlined aria-hidden /> }],
    },
    {
      path: '/employer/wishes',
      needs: 'cases.invite',
      component: lazy(() => import('./WishesPage.tsx')),
      menu: [{ area: 'employer', order: 25, title: '邀约请求', icon: <InboxOutlined aria-hidden /> }],
    },
    { path: '/employer/invite/many', needs: 'cases.invite', component: lazy(() => import('./InviteManyPage.tsx')) },
    { path: '/employer/invite/many/:id', needs: 'cases.invite', component: lazy(() => import('./BatchPage.tsx')) },
    {
      path: '/employer/cases',
      needs: 'cases.employer',
      component: EmployerCasesPage,
      menu: [{ area: 'employer', order: 30, title: '签约管理', icon: <FileDoneOutlined aria-hidden /> }],
    },
    { path: '/employer/cases/:ref', needs: 'cases.employer', component: EmployerCasePage },
    {
      path: '/employer/terminations',
      needs: 'cases.employer',
      component: EmployerCasesPage,
      menu: [{ area: 'employer', order: 40, title: '解约管理', icon: <DisconnectOutlined aria-hidden /> }],
    },
    { path: '/employer/terminations/:ref', needs: 'cases.employer', component: EmployerCasePage },
    {
      path: '/employer/organisation',
      needs: 'employer.own',
      component: lazy(() => import('./OrganisationPage.tsx')),
      menu: [{ area: 'employer', order: 50, title: '单位信息', icon: <BankOutlined aria-hidden /> }],
    },
    {
      path: '/employer/terms',
      needs: 'employer.own',
      component: lazy(() => import('./TermsPage.tsx')),
      menu: [{ area: 'employer', order: 60, title: '默认条款', icon: <ProfileOutlined aria-hidden /> }],
    },
    {
      path: '/employer/members',
      needs: 'employer.members',
      component: lazy(() => import('./MembersPage.tsx')),
      menu: [{ area: 'employer', order: 70, title: '成员', icon: <TeamOutlined aria-hidden /> }],
    },
  ],
};
