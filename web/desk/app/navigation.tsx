/** The modules, their menus and the pages that stand in them: shown by what the account may do. */
import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  CloudDownloadOutlined,
  ClusterOutlined,
  CommentOutlined,
  CompassOutlined,
  CustomerServiceOutlined,
  DisconnectOutlined,
  FileAddOutlined,
  FileDoneOutlined,
  FileSearchOutlined,
  FormOutlined,
  HomeOutlined,
  HourglassOutlined,
  IdcardOutlined,
  MessageOutlined,
  ProfileOutlined,
  ReadOutlined,
  SendOutlined,
  SettingOutlined,
  SolutionOutlined,
  StopOutlined,
  SwapOutlined,
  TeamOutlined,
  UnorderedListOutlined,
  UserDeleteOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Permission } from '#domain/access.ts';
import type { FlowName } from '#domain/flows/all.ts';
import { caseLists } from '../review/case-lists.ts';
import { type Me, may } from './session.ts';

export interface MenuEntry {
  readonly path: string;
  readonly title: string;
  readonly needs: Permission;
  readonly icon: ReactNode;
  readonly group?: string;
  /** The number beside the entry: unread messages, or what waits for me in these flows. */
  readonly counts?: 'unread' | 'changes' | 'objections' | readonly FlowName[];
}
export interface Module {
  readonly key: string;
  readonly title: string;
  /** Without it the module stays away, whatever its entries would allow. */
  readonly needs?: Permission;
  readonly entries: readonly MenuEntry[];
}

const listIcons: Readonly<Record<string, ReactNode>> = {
  '/cases': <SolutionOutlined aria-hidden />,
  '/paper': <FileAddOutlined aria-hidden />,
  '/terminations': <DisconnectOutlined aria-hidden />,
  '/destinations': <CompassOutlined aria-hidden />,
  '/help': <CustomerServiceOutlined aria-hidden />,
  '/voided': <StopOutlined aria-hidden />,
};

const modules: readonly Module[] = [
  {
    key: 'signing',
    title: '毕业去向登记与网签',
    needs: 'cases.review',
    entries: [
      { path: '/home', title: '首页', needs: 'cases.review', icon: <HomeOutlined aria-hidden /> },
      {
        path: '/students',
        title: '学生名单管理',
        needs: 'roster.read',
        icon: <IdcardOutlined aria-hidden />,
        group: '学生管理',
      },
      ...caseLists.map(
        ({ path, title, flows }): MenuEntry => ({
          path,
          title,
          needs: 'cases.review',
          icon: listIcons[path],
          group: '学生管理',
          counts: flows.map(({ flow }) => flow),
        }),
      ),
      {
        path: '/changes',
        title: '变更申请',
        needs: 'changes.read',
        icon: <FormOutlined aria-hidden />,
        group: '学生管理',
        counts: 'changes',
      },
      {
        path: '/objections',
        title: '异议',
        needs: 'objections.read',
        icon: <CommentOutlined aria-hidden />,
        group: '学生管理',
        counts: 'objections',
      },
      {
        path: '/lapsed',
        title: '失效信息管理',
        needs: 'roster.read',
        icon: <UserDeleteOutlined aria-hidden />,
        group: '学生管理',
      },
      {
        path: '/training-modes',
        title: '培养方式修改记录',
        needs: 'trainingModes.request',
        icon: <SwapOutlined aria-hidden />,
      },
      { path: '/flagged-employers', title: '预警单位管理', needs: 'flags.manage', icon: <WarningOutlined aria-hidden /> },
      { path: '/statistics', title: '数据统计', needs: 'statistics.read', icon: <BarChartOutlined aria-hidden /> },
      { path: '/jobs', title: '我的任务', needs: 'jobs.read', icon: <CloudDownloadOutlined aria-hidden /> },
    ],
  },
  {
    key: 'registry',
    title: '就业管理系统',
    entries: [
      { path: '/registry/roster', title: '学生名单', needs: 'roster.upload', icon: <UnorderedListOutlined aria-hidden /> },
      { path: '/registry/jobs', title: '任务', needs: 'school.settings', icon: <CloudDownloadOutlined aria-hidden /> },
      { path: '/registry/departments', title: '院系和专业', needs: 'accounts.manage', icon: <ApartmentOutlined aria-hidden /> },
      { path: '/registry/accounts', title: '账号管理', needs: 'accounts.manage', icon: <TeamOutlined aria-hidden /> },
      { path: '/registry/settings', title: '设置', needs: 'school.settings', icon: <SettingOutlined aria-hidden /> },
      { path: '/registry/reasons', title: '原因列表', needs: 'school.settings', icon: <ReadOutlined aria-hidden /> },
      { path: '/registry/retention', title: '材料保存期限', needs: 'school.settings', icon: <HourglassOutlined aria-hidden /> },
      { path: '/registry/log', title: '操作日志', needs: 'audit.read', icon: <FileSearchOutlined aria-hidden /> },
    ],
  },
  {
    key: 'employer',
    title: '用人单位签约',
    needs: 'employer.own',
    entries: [
      { path: '/employer', title: '首页', needs: 'employer.own', icon: <HomeOutlined aria-hidden /> },
      { path: '/employer/invite', title: '签约邀请', needs: 'cases.invite', icon: <SendOutlined aria-hidden /> },
      { path: '/employer/cases', title: '签约管理', needs: 'cases.employer', icon: <FileDoneOutlined aria-hidden /> },
      { path: '/employer/terminations', title: '解约管理', needs: 'cases.employer', icon: <DisconnectOutlined aria-hidden /> },
      { path: '/employer/organisation', title: '单位信息', needs: 'employer.own', icon: <BankOutlined aria-hidden /> },
      { path: '/employer/terms', title: '默认条款', needs: 'employer.own', icon: <ProfileOutlined aria-hidden /> },
      { path: '/employer/members', title: '成员', needs: 'employer.members', icon: <TeamOutlined aria-hidden /> },
      { path: '/jobs', title: '我的任务', needs: 'jobs.read', icon: <CloudDownloadOutlined aria-hidden /> },
      { path: '/messages', title: '消息', needs: 'messages.own', icon: <MessageOutlined aria-hidden />, counts: 'unread' },
    ],
  },
  {
    key: 'province',
    title: '省级管理',
    needs: 'trainingModes.decide',
    entries: [
      { path: '/training-modes', title: '培养方式修改', needs: 'trainingModes.decide', icon: <SwapOutlined aria-hidden /> },
      { path: '/messages', title: '消息', needs: 'messages.own', icon: <MessageOutlined aria-hidden />, counts: 'unread' },
    ],
  },
  {
    key: 'platform',
    title: '平台运维',
    entries: [
      { path: '/qualifications', title: '单位资质审核', needs: 'employers.qualify', icon: <AuditOutlined aria-hidden /> },
      { path: '/schools', title: '学校管理', needs: 'schools.manage', icon: <BankOutlined aria-hidden /> },
      { path: '/queues', title: '任务队列', needs: 'queues.manage', icon: <ClusterOutlined aria-hidden /> },
      { path: '/retention', title: '材料保存期限', needs: 'queues.manage', icon: <HourglassOutlined aria-hidden /> },
    ],
  },
];

export const modulesOf = (me: Me): readonly Module[] =>
  modules
    .filter(({ needs }) => needs === undefined || may(me, needs))
    .map(module => ({ ...module, entries: module.entries.filter(entry => may(me, entry.needs)) }))
    .filter(module => module.entries.length > 0);

/** Where somebody lands after signing in; undefined when the desk has nothing for this kind of account. */
export const firstPageOf = (me: Me): string | undefined => modulesOf(me)[0]?.entries[0]?.path;

const covers = (entry: MenuEntry, location: string) => location === entry.path || location.startsWith(`${entry.path}/`);

/** The entry that a location belongs to: the longest path that begins it. */
export const entryAt = (entries: readonly MenuEntry[], location: string): MenuEntry | undefined =>
  entries.filter(entry => covers(entry, location)).sort((a, b) => b.path.length - a.path.length)[0];

export const moduleAt = (list: readonly Module[], location: string): Module | undefined =>
  list.find(module => entryAt(module.entries, location)) ?? list[0];
