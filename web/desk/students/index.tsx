import { IdcardOutlined, UserDeleteOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Matter } from '#web/desk/kit/matter/matter.ts';

/** One graduate, below whichever list it was opened in. */
export const StudentPage = lazy(() => import('./StudentPage.tsx'));

/** The graduates of the roster, one by one. */
export const students: Matter = {
  pages: [
    {
      path: '/students',
      needs: 'roster.read',
      component: lazy(() => import('./StudentsPage.tsx')),
      menu: [{ area: 'signing', order: 20, title: '学生名单管理', icon: <IdcardOutlined aria-hidden />, group: '学生管理' }],
    },
    { path: '/students/:id', needs: 'roster.read', component: StudentPage },
    { path: '/students/:id/edit', needs: 'roster.manage', component: lazy(() => import('./EditStudentPage.tsx')) },
    {
      path: '/lapsed',
      needs: 'roster.read',
      component: lazy(() => import('./LapsedPage.tsx')),
      menu: [{ area: 'signing', order: 60, title: '失效信息管理', icon: <UserDeleteOutlined aria-hidden />, group: '学生管理' }],
    },
  ],
};
