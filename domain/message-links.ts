/** What messages are about, and where those who get one find it. */
import type { AccountKind } from './access.ts';
import { cohortKey } from './cohort-in-address.ts';

/** Of a page: below /m for graduates, below /desk for all others. */
interface Subject {
  /** Of the link. */
  readonly word: string;
  /** One of many: `{ref}` in its paths. */
  readonly ofMany?: true;
  /** Of one cohort: a person of several looks at it in that one. */
  readonly ofCohort?: true;
  readonly graduate?: string;
  readonly employer?: string;
  /** Department, school. */
  readonly staff?: string;
}

const subjects = {
  case: {
    word: '查看详情',
    ofMany: true,
    graduate: '/cases/{ref}',
    employer: '/employer/cases/{ref}',
    staff: '/cases/{ref}',
  },
  destinations: { word: '查看毕业去向', ofCohort: true, graduate: '/destinations' },
  archive: { word: '查看档案信息', ofCohort: true, graduate: '/archives/archive' },
  hukou: { word: '查看户口信息', ofCohort: true, graduate: '/archives/hukou' },
  confirmation: { word: '查看登记确认', ofCohort: true, graduate: '/confirmation' },
  authorization: { word: '查看核验授权', ofCohort: true, graduate: '/authorization' },
  objection: { word: '查看登记记录', ofCohort: true, graduate: '/record' },
  trainingMode: { word: '查看详情', ofMany: true, graduate: '/me', staff: '/training-modes/{ref}' },
  qualification: { word: '查看单位信息', employer: '/employer/organisation' },
  wishes: { word: '查看邀约请求', employer: '/employer/wishes' },
  members: { word: '查看成员', employer: '/employer/members' },
  sessions: { word: '查看登录会话', graduate: '/me', employer: '/sessions', staff: '/sessions' },
  security: { word: '查看账号安全', employer: '/security', staff: '/security' },
} as const satisfies Readonly<Record<string, Subject>>;

type Name = keyof typeof subjects;
type OfMany = { [N in Name]: (typeof subjects)[N] extends { readonly ofMany: true } ? N : never }[Name];
type OfCohort = { [N in Name]: (typeof subjects)[N] extends { readonly ofCohort: true } ? N : never }[Name];
/** `members`; `case:12-34` where it is one of many; `archive:2027` where it is of a cohort. */
export type About = Exclude<Name, OfMany> | `${OfMany}:${string}` | `${OfCohort}:${number}`;

export interface MessageLink {
  readonly path: string;
  readonly word: string;
}
/** Every path of the table, for the test that each is a page. */
export const messagePaths: Readonly<Record<'graduate' | 'desk', readonly string[]>> = {
  graduate: Object.values<Subject>(subjects).flatMap(({ graduate = [] }) => graduate),
  desk: Object.values<Subject>(subjects).flatMap(({ employer = [], staff = [] }) => [employer, staff].flat()),
};

const rowOf = (name: string): Subject | undefined => Object.entries<Subject>(subjects).find(([known]) => known === name)?.[1];

/** Undefined where this kind of account has no page about it. A reader who looks at this cohort now (`here`) need not be led to it. */
export function messageLink(about: string | null, kind: AccountKind, here?: number): MessageLink | undefined {
  const [name = '', ref = ''] = (about ?? '').split(':');
  const subject = rowOf(name);
  const path = subject && pathFor(subject, kind);
  if (!subject || !path) return undefined;
  const cohort = subject.ofCohort && ref !== '' && ref !== String(here) ? `?${cohortKey}=${ref}` : '';
  return { path: `${path.replace('{ref}', ref)}${cohort}`, word: subject.word };
}

function pathFor({ graduate, employer, staff }: Subject, kind: AccountKind): string | undefined {
  if (kind === 'graduate') return graduate;
  return kind === 'employerAdmin' || kind === 'employerStaff' ? employer : staff;
}
