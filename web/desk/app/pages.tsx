/** Each page is a chunk of its own: nobody loads what they may not open. */
import { type ComponentType, lazy } from 'react';
import type { Permission } from '#domain/access.ts';

interface Page {
  readonly path: string;
  readonly needs: Permission;
  readonly component: ComponentType;
}

export const pages: readonly Page[] = [
  { path: '/home', needs: 'cases.review', component: lazy(() => import('../review/DeskHomePage.tsx')) },
  { path: '/cases', needs: 'cases.review', component: lazy(() => import('../review/CaseListPage.tsx')) },
  { path: '/cases/:ref', needs: 'cases.review', component: lazy(() => import('../review/ReviewPage.tsx')) },
  { path: '/registry/roster', needs: 'roster.manage', component: lazy(() => import('../roster/RosterPage.tsx')) },
  { path: '/registry/settings', needs: 'school.settings', component: lazy(() => import('../settings/SettingsPage.tsx')) },
  { path: '/employer', needs: 'employer.own', component: lazy(() => import('../employer/EmployerHomePage.tsx')) },
  { path: '/employer/invite', needs: 'cases.invite', component: lazy(() => import('../employer/InvitePage.tsx')) },
  { path: '/employer/cases', needs: 'cases.employer', component: lazy(() => import('../employer/EmployerCasesPage.tsx')) },
  { path: '/employer/cases/:ref', needs: 'cases.employer', component: lazy(() => import('../employer/EmployerCasePage.tsx')) },
  { path: '/employer/organisation', needs: 'employer.own', component: lazy(() => import('../employer/OrganisationPage.tsx')) },
  { path: '/qualifications', needs: 'employers.qualify', component: lazy(() => import('../operator/QualificationsPage.tsx')) },
  { path: '/qualifications/:id', needs: 'employers.qualify', component: lazy(() => import('../operator/QualificationPage.tsx')) },
  { path: '/queues', needs: 'queues.manage', component: lazy(() => import('../operator/QueuesPage.tsx')) },
  { path: '/messages', needs: 'messages.own', component: lazy(() => import('../account/MessagesPage.tsx')) },
  { path: '/sessions', needs: 'session.own', component: lazy(() => import('../account/SessionsPage.tsx')) },
];
