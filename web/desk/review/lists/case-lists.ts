/** The lists of 学生管理: the flows that each one shows, and its words. One page draws them all. */
import type { Mark } from '#domain/flow/table.ts';
import type { FlowName } from '#domain/flows/all.ts';

interface ListFlow {
  readonly flow: FlowName;
  /** Its word in the choice between the list's flows. */
  readonly word: string;
}
export interface CaseList {
  readonly path: string;
  readonly title: string;
  /** What one entry is called: 没有待您处理的签约. */
  readonly noun: string;
  readonly stateTitle: string;
  readonly subjectTitle: string;
  /** The label of the choice between its flows. */
  readonly choice?: string;
  /** The flows whose cases have their pages below its path; empty where the list gathers marked cases of all flows. */
  readonly flows: readonly ListFlow[];
  readonly mark?: { readonly name: Mark; readonly title: string; readonly note: string };
  /** The state that it opens on: what waits for me; all, where nothing ever waits. */
  readonly opensOn: 'mine' | 'all';
}

export const caseLists = [
  {
    path: '/cases',
    title: '在线签约管理',
    noun: '签约',
    stateTitle: '签约状态',
    subjectTitle: '用人单位 / 岗位',
    choice: '签约发起方',
    flows: [
      { flow: 'online-signing', word: '单位' },
      { flow: 'offline-signing', word: '学生' },
    ],
    opensOn: 'mine',
  },
  {
    path: '/paper',
    title: '补登管理',
    noun: '补登',
    stateTitle: '补登状态',
    subjectTitle: '用人单位 / 岗位',
    flows: [{ flow: 'paper-signing', word: '补登' }],
    opensOn: 'mine',
  },
  {
    path: '/terminations',
    title: '解约管理',
    noun: '解约',
    stateTitle: '解约状态',
    subjectTitle: '用人单位 / 岗位',
    choice: '解约方式',
    flows: [
      { flow: 'online-termination', word: '线上解约' },
      { flow: 'offline-termination', word: '线下解约' },
    ],
    opensOn: 'mine',
  },
  {
    path: '/destinations',
    title: '去向登记管理',
    noun: '去向登记',
    stateTitle: '登记状态',
    subjectTitle: '单位、院校 / 岗位',
    flows: [{ flow: 'other-destination', word: '去向登记' }],
    opensOn: 'mine',
  },
  {
    path: '/help',
    title: '请求协助',
    noun: '请求协助',
    stateTitle: '解约状态',
    subjectTitle: '用人单位 / 岗位',
    flows: [],
    mark: {
      name: 'helpAsked',
      title: '请求时间',
      note: '毕业生发起线上解约后，用人单位长时间没有答复而请求学校协助的，由学校办理。',
    },
    opensOn: 'mine',
  },
  {
    path: '/voided',
    title: '作废记录',
    noun: '作废',
    stateTitle: '状态',
    subjectTitle: '单位、院校 / 岗位',
    flows: [],
    mark: { name: 'voided', title: '作废时间', note: '毕业生作废的毕业去向，已报送的去向信息随之清除。' },
    opensOn: 'all',
  },
] as const satisfies readonly CaseList[];

/** The lists that gather cases of all flows: 返回列表 leads back to them if the case was opened there. */
export const gatheringPaths: readonly string[] = caseLists.filter(({ flows }) => flows.length === 0).map(({ path }) => path);

export const caseListAt = (location: string): CaseList =>
  caseLists.find(({ path }) => location === path || location.startsWith(`${path}/`)) ?? caseLists[0];

/** The list that shows a flow's cases. */
export const listOf = (flow: FlowName): CaseList =>
  caseLists.find(({ flows }) => flows.some(one => one.flow === flow)) ?? caseLists[0];

/** The flow that a URL asks for, else the list's first. Undefined in a list of all flows. */
export const flowOf = ({ flows }: CaseList, asked: string | null): FlowName | undefined =>
  (flows.find(({ flow }) => flow === asked) ?? flows[0])?.flow;

/** The URL of a flow's list in a state; without one it shows what waits for me. */
export function listUrl(flow: FlowName, state?: string): string {
  const list = listOf(flow);
  const params = new URLSearchParams();
  if (flow !== list.flows[0]?.flow) params.set('flow', flow);
  if (state) params.set('state', state);
  return params.size > 0 ? `${list.path}?${params}` : list.path;
}

export const casePath = ({ flow, ref }: { readonly flow: FlowName; readonly ref: string }): string =>
  `${listOf(flow).path}/${ref}`;
