/** The two lists of an employer: its signings, and their terminations. */
interface EmployerList {
  readonly path: string;
  readonly flow: 'online-signing' | 'online-termination';
  readonly title: string;
  readonly noun: string;
  readonly stateTitle: string;
  readonly none: string;
}

export const signingList: EmployerList = {
  path: '/employer/cases',
  flow: 'online-signing',
  title: '签约管理',
  noun: '签约',
  stateTitle: '签约状态',
  none: '还没有发出过签约邀请。',
};
export const terminationList: EmployerList = {
  path: '/employer/terminations',
  flow: 'online-termination',
  title: '解约管理',
  noun: '解约',
  stateTitle: '解约状态',
  none: '没有解约申请。需要解约的，请在「签约管理」中打开该签约，点击「申请解约」。',
};
export const employerLists = [signingList, terminationList] as const;

export const employerListAt = (location: string): EmployerList =>
  employerLists.find(({ path }) => location === path || location.startsWith(`${path}/`)) ?? signingList;

export const employerCasePath = ({ flow, ref }: { readonly flow: string; readonly ref: string }): string =>
  `${flow === terminationList.flow ? terminationList.path : signingList.path}/${ref}`;
