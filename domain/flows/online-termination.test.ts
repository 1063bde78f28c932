import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../flow/decide.ts';
import { ordinaryDay } from '../flow/flow-testing.ts';
import { type Guide, intoReview, testAgainstGuide } from './guide-testing.ts';
import { onlineTermination } from './online-termination.ts';

const inReview = { 'clock close': 'closed' };

/** Graduate guide §5. */
const guide: Guide = {
  exits: {
    start: { 'graduate request': 'requested.graduate', 'employer request': 'requested.employer' },
    'requested.graduate': {
      'employer accept': intoReview('reviewing'),
      'employer decline': 'declined',
      'graduate cancel': 'cancelled',
      'graduate askSchool': 'schoolAsked',
      'clock close': 'closed',
    },
    'requested.employer': {
      'graduate accept': intoReview('reviewing'),
      'graduate decline': 'declined',
      'employer cancel': 'cancelled',
      'clock close': 'closed',
    },
    schoolAsked: {
      'employer accept': intoReview('reviewing'),
      'employer decline': 'declined',
      'graduate cancel': 'cancelled',
      'school noteHelp': 'schoolAsked',
      'school passOn': intoReview('reviewing'),
      'clock close': 'closed',
    },
    'reviewing.department': {
      ...inReview,
      'department approve': { both: 'reviewing.school', department: 'completed' },
      'department reject': 'failed',
    },
    'reviewing.school': { ...inReview, 'school approve': 'completed', 'school reject': 'failed' },
    declined: {},
    cancelled: {},
    completed: {},
    failed: {},
    closed: {},
  },
  labels: {
    'requested.graduate': '学生发起解约，等待单位同意',
    'requested.employer': '单位发起解约，等待学生同意',
    schoolAsked: '学生发起解约，已请求学校协助',
    declined: '对方不同意解约',
    cancelled: '发起方已撤回',
    'reviewing.department': '已同意解约，等待学院审核',
    'reviewing.school': '已同意解约，等待学校审核',
    completed: '解约完成',
    failed: '解约失败（审核不通过）',
    closed: '已截止',
  },
  /** What it holds is the signing's one termination. */
  holds: ['requested.graduate', 'requested.employer', 'schoolAsked', 'reviewing.department', 'reviewing.school'],
  asks: {
    'start request': 'termination',
    'requested.graduate decline': 'note',
    'requested.employer decline': 'note',
    'schoolAsked decline': 'note',
    'schoolAsked noteHelp': 'note',
    'schoolAsked passOn': 'help',
    'reviewing.department reject': 'reason',
    'reviewing.school reject': 'reason',
  },
  effects: {
    'start graduate request': ['tell otherParty', 'remind otherParty after 3, 7, 14 days'],
    'start employer request': ['tell otherParty', 'remind otherParty after 3, 7, 14 days'],
    'requested.graduate employer accept': ['tell otherParty'],
    'requested.graduate employer decline': ['tell otherParty'],
    'requested.graduate graduate cancel': ['tell otherParty'],
    'requested.graduate graduate askSchool': ['tell otherParty'],
    'requested.employer graduate accept': ['tell otherParty'],
    'requested.employer graduate decline': ['tell otherParty'],
    'requested.employer employer cancel': ['tell otherParty'],
    'schoolAsked employer accept': ['tell graduate'],
    'schoolAsked employer decline': ['tell graduate'],
    'schoolAsked graduate cancel': ['tell employer'],
    'schoolAsked school passOn': ['tell parties'],
    'reviewing.department department approve': ['terminate the signing', 'make terminationCertificate', 'tell parties'],
    'reviewing.school school approve': ['terminate the signing', 'make terminationCertificate', 'tell parties'],
    'reviewing.department department reject': ['tell parties'],
    'reviewing.school school reject': ['tell parties'],
    'requested.graduate clock close': ['tell parties'],
    'requested.employer clock close': ['tell parties'],
    'schoolAsked clock close': ['tell parties'],
    'reviewing.department clock close': ['tell parties'],
    'reviewing.school clock close': ['tell parties'],
  },
  stops: {
    'a signing no longer in force': ['signing-not-in-force', ['start graduate request', 'start employer request']],
    'another termination': ['termination-open', ['start graduate request', 'start employer request']],
    'too few days waited': ['not-yet', ['requested.graduate graduate askSchool']],
  },
  allowed: 0,
};

testAgainstGuide('online termination', onlineTermination, guide);

test('the school may be asked for help on the very day that its number of days is full, and the refusal names the number', () => {
  const ask = (waitedDays: number) =>
    decide(onlineTermination, { state: 'requested.graduate', levels: [] }, 'askSchool', ['graduate'], {
      ...ordinaryDay,
      waitedDays,
      helpAfterDays: 7,
    }).refused;
  assert.deepEqual(ask(6), { code: 'not-yet', about: { days: 7 } });
  assert.equal(ask(7), undefined);
  assert.equal(ask(400), undefined);
});
