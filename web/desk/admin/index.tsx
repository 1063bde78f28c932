import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  FileSearchOutlined,
  SafetyCertificateOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { lazy } from 'react';
import type { Matter } from '#web/desk/kit/matter/matter.ts';

/** Schools, their accounts and departments, and the log of what was done with them, its seal and its auditors. */
export const admin: Matter = {
  pages: [
    {
      path: '/registry/departments',
      needs: 'accounts.manage',
      component: lazy(() => import('./DepartmentsPage.tsx')),
      menu: [{ area: 'registry', order: 30, title: '院系和专业', icon: <ApartmentOutlined aria-hidden /> }],
    },
    {
      path: '/registry/accounts',
      needs: 'accounts.manage',
      component: lazy(() => import('./AccountsPage.tsx')),
      menu: [{ area: 'registry', order: 40, title: '账号管理', icon: <TeamOutlined aria-hidden /> }],
    },
    {
      path: '/registry/accounts/import',
      needs: 'accounts.manage',
      component: lazy(() => import('./ImportAccountsPage.tsx')),
    },
    {
      path: '/registry/log',
      needs: 'audit.read',
      component: lazy(() => import('./LogPage.tsx')),
      menu: [{ area: 'registry', order: 80, title: '操作日志', icon: <FileSearchOutlined aria-hidden /> }],
    },
    {
      path: '/schools',
      needs: 'schools.manage',
      component: lazy(() => import('./SchoolsPage.tsx')),
      menu: [{ area: 'platform', order: 20, title: '学校管理', icon: <BankOutlined aria-hidden /> }],
    },
    {
      path: '/audit-tree',
      needs: 'sealing.read',
      component: lazy(() => import('./AuditTreePage.tsx')),
      menu: [{ area: 'platform', order: 40, title: '审计封存', icon: <SafetyCertificateOutlined aria-hidden /> }],
    },
    {
      path: '/auditors',
      needs: 'auditors.manage',
      component: lazy(() => import('./AuditorsPage.tsx')),
      menu: [{ area: 'platform', order: 50, title: '审计员', icon: <AuditOutlined aria-hidden /> }],
    },
    { path: '/schools/:id', needs: 'schools.manage', component: lazy(() => import('./SchoolPage.tsx')) },
  ],
};
