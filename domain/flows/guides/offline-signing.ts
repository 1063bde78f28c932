import { type Guide, intoReview } from './guide.ts';

const writing = {
  'graduate submit': intoReview('agreementReviewing'),
  'graduate discard': 'discarded',
  'clock close': 'closed',
};
const bringingBack = {
  'graduate upload': intoReview('signingReviewing'),
  'agent upload': intoReview('signingReviewing'),
  'clock close': 'closed',
};
const waitingForScan = ['issued', 'signingReturned', 'signingWithdrawn'];
const writable = ['draft', 'agreementReturned', 'agreementWithdrawn'];

const startsOrSubmits = [
  'start graduate save',
  ...writable.map(state => `${state} graduate submit`),
  ...waitingForScan.flatMap(state => [
    `${state} graduate upload`,
    `${state} agent upload`,
    `${state} graduate requestEmployerUpload`,
  ]),
];
const approvals = (round: string) => [`${round}.department department approve`, `${round}.school school approve`];
const everyApproval = [...approvals('agreementReviewing'), ...approvals('signingReviewing')];
const onEach = (states: readonly string[], step: string, effects: readonly string[]) =>
  Object.fromEntries(states.map(state => [`${state} ${step}`, effects]));
const told = ['tell parties'];

/** Graduate guide §6. */
export const offlineSigning: Guide = {
  exits: {
    start: { 'graduate save': 'draft' },
    draft: { ...writing, 'graduate save': 'draft', 'graduate discard': 'dropped' },
    'agreementReviewing.department': {
      'department approve': { both: 'agreementReviewing.school', department: 'issued' },
      'department return': 'agreementReturned',
      'department reject': 'agreementRejected',
      'department refreshSnapshot': 'agreementReviewing.department',
      'graduate withdraw': 'agreementWithdrawn',
      'clock close': 'closed',
    },
    'agreementReviewing.school': {
      'school approve': 'issued',
      'school return': 'agreementReturned',
      'school reject': 'agreementRejected',
      'school refreshSnapshot': 'agreementReviewing.school',
      'graduate withdraw': { both: '!already-decided', school: 'agreementWithdrawn' },
      'clock close': 'closed',
    },
    agreementReturned: { ...writing, 'graduate save': 'agreementReturned' },
    agreementWithdrawn: { ...writing, 'graduate save': 'agreementWithdrawn' },
    agreementRejected: {},
    dropped: {},
    discarded: {},
    issued: { ...bringingBack, 'graduate requestEmployerUpload': 'issued' },
    'signingReviewing.department': {
      'department approve': { both: 'signingReviewing.school', department: 'effective' },
      'department return': 'signingReturned',
      'department reject': 'signingRejected',
      'graduate withdraw': 'signingWithdrawn',
      'clock close': 'closed',
    },
    'signingReviewing.school': {
      'school approve': 'effective',
      'school return': 'signingReturned',
      'school reject': 'signingRejected',
      'graduate withdraw': { both: '!already-decided', school: 'signingWithdrawn' },
      'clock close': 'closed',
    },
    signingReturned: {
      ...bringingBack,
      'graduate requestEmployerUpload': 'signingReturned',
      'graduate discard': 'discarded',
    },
    signingWithdrawn: {
      ...bringingBack,
      'graduate requestEmployerUpload': 'signingWithdrawn',
      'graduate discard': 'discarded',
    },
    signingRejected: {},
    effective: { 'system terminate': 'terminated', 'school correct': 'effective' },
    terminated: {},
    closed: {},
  },
  labels: {
    draft: '暂存',
    'agreementReviewing.department': '就业协议审核中，等待学院审核',
    'agreementReviewing.school': '就业协议审核中，等待学校审核',
    agreementReturned: '协议审核待提交（老师退回）',
    agreementWithdrawn: '协议审核待提交（学生撤回）',
    agreementRejected: '就业协议审核不通过',
    dropped: '已撤销',
    discarded: '已撤销',
    issued: '就业协议审核通过',
    'signingReviewing.department': '签约审核中，等待学院审核',
    'signingReviewing.school': '签约审核中，等待学校审核',
    signingReturned: '签约待提交（老师退回）',
    signingWithdrawn: '签约待提交（学生撤回）',
    signingRejected: '签约审核不通过',
    effective: '签约完成（线下签约）',
    terminated: '已解约',
    closed: '已截止',
  },
  /** From the first submission on, also while it is returned or withdrawn. */
  holds: [
    'agreementReviewing.department',
    'agreementReviewing.school',
    'agreementReturned',
    'agreementWithdrawn',
    'issued',
    'signingReviewing.department',
    'signingReviewing.school',
    'signingReturned',
    'signingWithdrawn',
    'effective',
  ],
  asks: {
    'effective correct': 'correction',
    'draft submit': 'form',
    'agreementReturned submit': 'form',
    'agreementWithdrawn submit': 'form',
    'agreementReviewing.department return': 'reason',
    'agreementReviewing.department reject': 'reason',
    'agreementReviewing.school return': 'reason',
    'agreementReviewing.school reject': 'reason',
    'issued upload': 'scan',
    'signingReturned upload': 'scan',
    'signingWithdrawn upload': 'scan',
    'issued requestEmployerUpload': 'phone',
    'signingReturned requestEmployerUpload': 'phone',
    'signingWithdrawn requestEmployerUpload': 'phone',
    'signingReviewing.department return': 'reason',
    'signingReviewing.department reject': 'reason',
    'signingReviewing.school return': 'reason',
    'signingReviewing.school reject': 'reason',
  },
  effects: {
    ...onEach(writable, 'graduate submit', ['takeSnapshot']),
    'agreementReviewing.department department approve': ['drawAgreementNumber', 'make agreement', 'tell parties'],
    'agreementReviewing.school school approve': ['drawAgreementNumber', 'make agreement', 'tell parties'],
    'agreementReviewing.department department return': told,
    'agreementReviewing.school school return': told,
    'agreementReviewing.department department reject': told,
    'agreementReviewing.school school reject': told,
    'agreementReviewing.department department refreshSnapshot': ['refreshSnapshot'],
    'agreementReviewing.school school refreshSnapshot': ['refreshSnapshot'],
    ...onEach(waitingForScan, 'graduate requestEmployerUpload', ['sendLink']),
    'signingReviewing.department department approve': ['confirmation unconfirmed', 'report', 'tell parties'],
    'signingReviewing.school school approve': ['confirmation unconfirmed', 'report', 'tell parties'],
    'signingReviewing.department department return': told,
    'signingReviewing.school school return': told,
    'signingReviewing.department department reject': told,
    'signingReviewing.school school reject': told,
    'effective school correct': ['confirmation unconfirmed if important', 'report', 'make changeNote', 'tell parties'],
    'effective system terminate': ['confirmation unreported', 'clearReport'],
    ...onEach(
      [
        ...writable,
        ...waitingForScan,
        'agreementReviewing.department',
        'agreementReviewing.school',
        'signingReviewing.department',
        'signingReviewing.school',
      ],
      'clock close',
      ['tell graduate'],
    ),
  },
  stops: {
    // A draft does not hold: it may be written, not submitted; what holds already is not stopped by its own hold.
    'another destination': ['other-hold', ['draft graduate submit']],
    'a closed cohort': ['cohort-not-open', startsOrSubmits],
    'a closed module': ['module-closed', startsOrSubmits],
    'mode 21': ['mode-may-not-sign', [...startsOrSubmits, ...everyApproval]],
    'mode 41': ['mode-may-not-sign', [...startsOrSubmits, ...everyApproval]],
    'a key field that differs': ['key-fields-differ', everyApproval],
    'a roster without news': [
      'roster-has-no-news',
      ['agreementReviewing.department department refreshSnapshot', 'agreementReviewing.school school refreshSnapshot'],
    ],
    'an explanation instead of a scan': ['explanation-only', approvals('signingReviewing')],
  },
  allowed: 129,
};
