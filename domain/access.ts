/** Who may do what: permission × kind of account × scope. Every route names one permission; a route without an entry does not start. */

export const accountKinds = [
  'anyone',
  'graduate',
  'employerAdmin',
  'employerStaff',
  'department',
  'school',
  'schoolAdmin',
  'province',
  'operator',
  'auditor',
] as const;
export type AccountKind = (typeof accountKinds)[number];

/** How far a permission reaches; the query narrows to it. */
export type Reach = 'public' | 'own' | 'employer' | 'department' | 'school' | 'province' | 'platform';

type Grants = { readonly [K in AccountKind]?: Reach };

/** What must be done first: a graduate has 核对基本信息, an account its own password and the second factor it must have. */
export type FirstStep = 'checking' | 'securing';
interface Row extends Grants {
  /** The first steps that this may be used before. */
  readonly openBefore?: readonly FirstStep[];
  /** Who asks makes no difference, and is not looked up. */
  readonly withoutSession?: true;
}

const signedIn: Grants = {
  graduate: 'own',
  employerAdmin: 'own',
  employerStaff: 'own',
  department: 'own',
  school: 'own',
  schoolAdmin: 'own',
  province: 'own',
  operator: 'own',
  auditor: 'own',
};
/** Everybody who signs in with a password of ours. */
const { graduate: _, ...accounts } = signedIn;
const everyone: Grants = { anyone: 'public', ...Object.fromEntries(Object.keys(signedIn).map(kind => [kind, 'public'])) };
const reviewers: Grants = { department: 'department', school: 'school', schoolAdmin: 'school' };

export const accessTable = {
  /** Pages and data that nobody signs in for. */
  'public.read': { ...everyone, openBefore: ['checking', 'securing'] },
  /** 在线核验: no session is asked for, so that a flood with cookies is refused before the database too. */
  'public.check': { ...everyone, openBefore: ['checking', 'securing'], withoutSession: true },
  'public.signIn': { ...everyone, openBefore: ['checking', 'securing'] },
  'session.own': { ...signedIn, openBefore: ['checking', 'securing'] },
  'messages.own': signedIn,
  /** Password and second factor: what a graduate has elsewhere. */
  'account.own': { ...accounts, openBefore: ['securing'] },
  'graduate.own': { graduate: 'own', openBefore: ['checking'] },
  'cases.own': { graduate: 'own' },
  'cases.employer': { employerAdmin: 'employer', employerStaff: 'employer' },
  'cases.invite': { employerAdmin: 'employer', employerStaff: 'employer' },
  'cases.read': { graduate: 'own', employerAdmin: 'employer', employerStaff: 'employer', ...reviewers },
  'cases.act': { graduate: 'own', employerAdmin: 'employer', employerStaff: 'employer', ...reviewers },
  'cases.review': reviewers,
  /** 变更申请: asked for by departments, decided by the school. */
  'changes.read': reviewers,
  'changes.file': { department: 'department' },
  'changes.decide': { school: 'school', schoolAdmin: 'school' },
  /** 我的登记记录 and 异议. */
  'records.own': { graduate: 'own' },
  'objections.read': reviewers,
  'objections.answer': { school: 'school', schoolAdmin: 'school' },
  /** 档案信息, 户口信息. */
  'archives.own': { graduate: 'own' },
  'archives.read': { graduate: 'own', ...reviewers },
  'archives.review': reviewers,
  /** 去向登记确认, 离校前待办. */
  'confirmation.own': { graduate: 'own' },
  'confirmation.read': reviewers,
  /** 核验授权: the code is shown to its holder alone. */
  'verification.own': { graduate: 'own' },
  /** 户档转递与核验信息: who has authorized, and 转递编号 of the school. */
  'verification.read': reviewers,
  'verification.issue': reviewers,
  'cases.batch': reviewers,
  'statistics.read': reviewers,
  'cases.export': reviewers,
  'cases.agreements': { employerAdmin: 'employer', employerStaff: 'employer', ...reviewers },
  'employer.own': { employerAdmin: 'employer', employerStaff: 'employer' },
  'employer.edit': { employerAdmin: 'employer' },
  'employer.members': { employerAdmin: 'employer' },
  /** 档案接收机构: looked up by those who write or check where an archive goes, kept by province and operator. */
  'receivers.search': { graduate: 'own', ...reviewers, province: 'province', operator: 'platform' },
  'receivers.manage': { province: 'province', operator: 'platform' },
  'employers.qualify': { operator: 'platform' },
  /** An organisation whose administrators are gone gets another one. */
  'employers.handOver': { operator: 'platform' },
  /** 预警单位: who types or reads an employer's data is told. */
  'flags.see': { graduate: 'own', ...reviewers },
  'flags.manage': { school: 'school', schoolAdmin: 'school' },
  'files.upload': { employerAdmin: 'employer', school: 'school', schoolAdmin: 'school' },
  'files.read': { employerAdmin: 'employer', operator: 'platform' },
  'roster.read': reviewers,
  /** A department where its school lets departments upload their own graduates. */
  'roster.upload': { department: 'department', schoolAdmin: 'school' },
  'roster.manage': { schoolAdmin: 'school' },
  'trainingModes.request': reviewers,
  'trainingModes.read': { ...reviewers, province: 'province' },
  /** What a department asks for is filed with the province by its school. */
  'trainingModes.passOn': { school: 'school', schoolAdmin: 'school' },
  'trainingModes.decide': { province: 'province' },
  /** Long work: one's own, for the school's admin the whole school's. */
  'jobs.read': { department: 'own', school: 'own', schoolAdmin: 'school', employerAdmin: 'own', employerStaff: 'own' },
  'school.settings': { schoolAdmin: 'school' },
  /** What holds for schools that say nothing themselves. */
  'province.settings': { province: 'province' },
  'accounts.manage': { schoolAdmin: 'school' },
  /** 操作日志: an admin of the own school, an auditor of all, without the names of graduates. */
  'audit.read': { schoolAdmin: 'school', auditor: 'platform' },
  /** How the log is sealed, and its export for a check elsewhere. */
  'sealing.read': { operator: 'platform', auditor: 'platform' },
  /** 审计员: proposed by one operator, confirmed by another. */
  'auditors.manage': { operator: 'platform' },
  /** A number in full: an act of its own, with its purpose. */
  'personal.reveal': reviewers,
  /** Schools and their first accounts, by the level above. */
  'schools.manage': { province: 'province', operator: 'platform' },
  'queues.manage': { operator: 'platform' },
  /** What was deleted when its years were over. */
  'retention.read': { schoolAdmin: 'school', operator: 'platform' },
} as const satisfies Readonly<Record<string, Row>>;

export type Permission = keyof typeof accessTable;

/** The reach of this kind of account with this permission; undefined when it does not have it. */
export function reachOf(permission: Permission, kind: AccountKind): Reach | undefined {
  const row: Row = accessTable[permission];
  return row[kind];
}

/** Whether it may be used before that first step is done. */
export function isOpenBefore(permission: Permission, step: FirstStep): boolean {
  const { openBefore = [] }: Row = accessTable[permission];
  return openBefore.includes(step);
}

/** Whether a route is served without looking up who asks. */
export function isWithoutSession(permission: Permission): boolean {
  const { withoutSession }: Row = accessTable[permission];
  return withoutSession === true;
}

/** All that an account of this kind may do: what the screens show. */
export const permissionsOf = (kind: AccountKind): Permission[] =>
  permissions.filter(permission => reachOf(permission, kind) !== undefined);

export const isPermission = (text: string): text is Permission => Object.hasOwn(accessTable, text);
export const permissions: readonly Permission[] = Object.keys(accessTable).filter(isPermission);
