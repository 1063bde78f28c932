/** Each page is a chunk of its own: nobody loads what they may not open. */
import { type ComponentType, lazy } from 'react';
import type { Permission } from '#domain/access.ts';
import { caseLists } from '../review/case-lists.ts';

interface Page {
  readonly path: string;
  readonly needs: Permission;
  readonly component: ComponentType;
}

const CaseListPage = lazy(() => import('../review/CaseListPage.tsx'));
const ReviewPage = lazy(() => import('../review/ReviewPage.tsx'));
const JobsPage = lazy(() => import('../jobs/JobsPage.tsx'));
const EmployerCasesPage = lazy(() => import('../employer/EmployerCasesPage.tsx'));
const EmployerCasePage = lazy(() => import('../employer/EmployerCasePage.tsx'));

const RetentionPage = lazy(() => import('../settings/RetentionPage.tsx'));

export const pages: readonly Page[] = [
  { path: '/home', needs: 'cases.review', component: lazy(() => import('../review/DeskHomePage.tsx')) },
  ...caseLists.flatMap(({ path }): Page[] => [
    { path, needs: 'cases.review', component: CaseListPage },
    { path: `${path}/:ref`, needs: 'cases.review', component: ReviewPage },
  ]),
  { path: '/changes', needs: 'changes.read', component: lazy(() => import('../corrections/ChangeRequestsPage.tsx')) },
  { path: '/changes/:id', needs: 'changes.read', component: lazy(() => import('../corrections/ChangeRequestPage.tsx')) },
  { path: '/objections', needs: 'objections.read', component: lazy(() => import('../corrections/ObjectionsPage.tsx')) },
  { path: '/objections/:id', needs: 'objections.read', component: lazy(() => import('../corrections/ObjectionPage.tsx')) },
  { path: '/statistics', needs: 'statistics.read', component: lazy(() => import('../statistics/StatisticsPage.tsx')) },
  { path: '/jobs', needs: 'jobs.read', component: JobsPage },
  { path: '/jobs/:id', needs: 'jobs.read', component: lazy(() => import('../jobs/JobPage.tsx')) },
  { path: '/registry/jobs', needs: 'school.settings', component: JobsPage },
  { path: '/students', needs: 'roster.read', component: lazy(() => import('../students/StudentsPage.tsx')) },
  { path: '/students/:id', needs: 'roster.read', component: lazy(() => import('../students/StudentPage.tsx')) },
  { path: '/students/:id/edit', needs: 'roster.manage', component: lazy(() => import('../students/EditStudentPage.tsx')) },
  {
    path: '/students/:id/training-mode',
    needs: 'trainingModes.request',
    component: lazy(() => import('../students/RequestModePage.tsx')),
  },
  { path: '/lapsed', needs: 'roster.read', component: lazy(() => import('../students/LapsedPage.tsx')) },
  { path: '/training-modes', needs: 'trainingModes.read', component: lazy(() => import('../students/ModeRequestsPage.tsx')) },
  { path: '/training-modes/:ref', needs: 'trainingModes.read', component: lazy(() => import('../students/ModeRequestPage.tsx')) },
  { path: '/registry/roster', needs: 'roster.upload', component: lazy(() => import('../roster/RosterPage.tsx')) },
  { path: '/registry/settings', needs: 'school.settings', component: lazy(() => import('../settings/SettingsPage.tsx')) },
  { path: '/flagged-employers', needs: 'flags.manage', component: lazy(() => import('../flagged/FlaggedEmployersPage.tsx')) },
  {
    path: '/flagged-employers/:uscc',
    needs: 'flags.manage',
    component: lazy(() => import('../flagged/FlaggedEmployerPage.tsx')),
  },
  { path: '/registry/accounts', needs: 'accounts.manage', component: lazy(() => import('../admin/AccountsPage.tsx')) },
  {
    path: '/registry/accounts/import',
    needs: 'accounts.manage',
    component: lazy(() => import('../admin/ImportAccountsPage.tsx')),
  },
  { path: '/registry/departments', needs: 'accounts.manage', component: lazy(() => import('../admin/DepartmentsPage.tsx')) },
  { path: '/registry/log', needs: 'audit.read', component: lazy(() => import('../admin/LogPage.tsx')) },
  { path: '/schools', needs: 'schools.manage', component: lazy(() => import('../admin/SchoolsPage.tsx')) },
  { path: '/schools/:id', needs: 'schools.manage', component: lazy(() => import('../admin/SchoolPage.tsx')) },
  { path: '/security', needs: 'account.own', component: lazy(() => import('../account/SecurityPage.tsx')) },
  { path: '/registry/reasons', needs: 'school.settings', component: lazy(() => import('../settings/ReasonsPage.tsx')) },
  { path: '/employer', needs: 'employer.own', component: lazy(() => import('../employer/EmployerHomePage.tsx')) },
  { path: '/employer/invite', needs: 'cases.invite', component: lazy(() => import('../employer/InvitePage.tsx')) },
  { path: '/employer/invite/many', needs: 'cases.invite', component: lazy(() => import('../employer/InviteManyPage.tsx')) },
  { path: '/employer/invite/many/:id', needs: 'cases.invite', component: lazy(() => import('../employer/BatchPage.tsx')) },
  { path: '/employer/members', needs: 'employer.members', component: lazy(() => import('../employer/MembersPage.tsx')) },
  { path: '/employer/terms', needs: 'employer.own', component: lazy(() => import('../employer/TermsPage.tsx')) },
  { path: '/employer/cases', needs: 'cases.employer', component: EmployerCasesPage },
  { path: '/employer/cases/:ref', needs: 'cases.employer', component: EmployerCasePage },
  { path: '/employer/terminations', needs: 'cases.employer', component: EmployerCasesPage },
  { path: '/employer/terminations/:ref', needs: 'cases.employer', component: EmployerCasePage },
  { path: '/employer/organisation', needs: 'employer.own', component: lazy(() => import('../employer/OrganisationPage.tsx')) },
  { path: '/qualifications', needs: 'employers.qualify', component: lazy(() => import('../operator/QualificationsPage.tsx')) },
  { path: '/qualifications/:id', needs: 'employers.qualify', component: lazy(() => import('../operator/QualificationPage.tsx')) },
  { path: '/registry/retention', needs: 'retention.read', component: RetentionPage },
  { path: '/retention', needs: 'retention.read', component: RetentionPage },
  { path: '/queues', needs: 'queues.manage', component: lazy(() => import('../operator/QueuesPage.tsx')) },
  { path: '/messages', needs: 'messages.own', component: lazy(() => import('../account/MessagesPage.tsx')) },
  { path: '/sessions', needs: 'session.own', component: lazy(() => import('../account/SessionsPage.tsx')) },
];
