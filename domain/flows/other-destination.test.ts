import { type Guide, intoReview, testAgainstGuide } from './guide-testing.ts';
import { otherDestination } from './other-destination.ts';

const submitted = ['draft graduate submit', 'returned graduate submit', 'withdrawn graduate submit'];

/** Graduate guide §9, in a school that reviews voidings. */
const reviewed: Guide = {
  exits: {
    start: { 'graduate save': 'draft' },
    draft: {
      'graduate save': 'draft',
      'graduate submit': intoReview('reviewing'),
      'graduate discard': 'discarded',
      'clock close': 'closed',
    },
    'reviewing.department': {
      'department approve': { both: 'reviewing.school', department: 'registered' },
      'department return': 'returned',
      'department reject': 'rejected',
      'department amend': 'reviewing.department',
      'department refreshSnapshot': 'reviewing.department',
      'graduate withdraw': 'withdrawn',
      'clock close': 'closed',
    },
    'reviewing.school': {
      'school approve': 'registered',
      'school return': 'returned',
      'school reject': 'rejected',
      'school amend': 'reviewing.school',
      'school refreshSnapshot': 'reviewing.school',
      'graduate withdraw': { both: '!already-decided', school: 'withdrawn' },
      'clock close': 'closed',
    },
    returned: {
      'graduate save': 'returned',
      'graduate submit': intoReview('reviewing'),
      'graduate discard': 'discarded',
      'clock close': 'closed',
    },
    withdrawn: {
      'graduate save': 'withdrawn',
      'graduate submit': intoReview('reviewing'),
      'graduate discard': 'discarded',
      'clock close': 'closed',
    },
    rejected: {},
    discarded: {},
    registered: { 'graduate void': intoReview('voiding') },
    'voiding.department': {
      'department approve': { both: 'voiding.school', department: 'voided' },
      'department reject': 'registered',
      'graduate withdraw': 'registered',
      'clock close': 'closed',
    },
    'voiding.school': {
      'school approve': 'voided',
      'school reject': 'registered',
      'graduate withdraw': { both: '!already-decided', school: 'registered' },
      'clock close': 'closed',
    },
    voided: {},
    closed: {},
  },
  labels: {
    draft: '暂存',
    'reviewing.department': '去向登记审核中，等待学院审核',
    'reviewing.school': '去向登记审核中，等待学校审核',
    returned: '去向登记待提交（老师退回）',
    withdrawn: '去向登记待提交（学生撤回）',
    rejected: '去向登记审核不通过',
    discarded: '已撤销',
    registered: '去向登记完成',
    'voiding.department': '作废审核中，等待学院审核',
    'voiding.school': '作废审核中，等待学校审核',
    voided: '已作废',
    closed: '已截止',
  },
  /** Also while a voiding waits. */
  holds: [
    'reviewing.department',
    'reviewing.school',
    'returned',
    'withdrawn',
    'registered',
    'voiding.department',
    'voiding.school',
  ],
  asks: {
    'draft submit': 'form',
    'returned submit': 'form',
    'withdrawn submit': 'form',
    'reviewing.department return': 'reason',
    'reviewing.department reject': 'reason',
    'reviewing.department amend': 'amendment',
    'reviewing.school return': 'reason',
    'reviewing.school reject': 'reason',
    'reviewing.school amend': 'amendment',
    'voiding.department reject': 'reason',
    'voiding.school reject': 'reason',
  },
  effects: {
    'draft graduate submit': ['takeSnapshot'],
    'returned graduate submit': ['takeSnapshot'],
    'withdrawn graduate submit': ['takeSnapshot'],
    'reviewing.department department approve': ['confirmation unconfirmed', 'report', 'tell parties'],
    'reviewing.school school approve': ['confirmation unconfirmed', 'report', 'tell parties'],
    'reviewing.department department return': ['tell parties'],
    'reviewing.school school return': ['tell parties'],
    'reviewing.department department reject': ['tell parties'],
    'reviewing.school school reject': ['tell parties'],
    'reviewing.department department amend': ['tell graduate'],
    'reviewing.school school amend': ['tell graduate'],
    'reviewing.department department refreshSnapshot': ['refreshSnapshot'],
    'reviewing.school school refreshSnapshot': ['refreshSnapshot'],
    'voiding.department department approve': ['confirmation unreported', 'clearReport', 'tell parties'],
    'voiding.school school approve': ['confirmation unreported', 'clearReport', 'tell parties'],
    'voiding.department department reject': ['tell parties'],
    'voiding.school school reject': ['tell parties'],
    'draft clock close': ['tell graduate'],
    'returned clock close': ['tell graduate'],
    'withdrawn clock close': ['tell graduate'],
    'reviewing.department clock close': ['tell graduate'],
    'reviewing.school clock close': ['tell graduate'],
    'voiding.department clock close': ['tell graduate'],
    'voiding.school clock close': ['tell graduate'],
  },
  stops: {
    'another destination': ['other-hold', ['draft graduate submit']],
    'a closed cohort': ['cohort-not-open', ['start graduate save', ...submitted]],
    'a closed module': ['module-closed', ['start graduate save', ...submitted]],
    // Modes 21 and 41 may come here, for 10.09: which types fit is asked of the type.
    'a type that does not fit': ['type-does-not-fit', ['start graduate save', ...submitted]],
    'a key field that differs': [
      'key-fields-differ',
      ['reviewing.department department approve', 'reviewing.school school approve'],
    ],
  },
  allowed: 0,
  facts: { voidingIsReviewed: true },
};

/** As the guide has it: 无需学校（院系）审核. */
const atOnce: Guide = {
  ...reviewed,
  exits: { ...reviewed.exits, registered: { 'graduate void': 'voided' } },
  effects: { ...reviewed.effects, 'registered graduate void': ['confirmation unreported', 'clearReport', 'tell parties'] },
  facts: { voidingIsReviewed: false },
  unreached: ['voiding'],
};

testAgainstGuide('other destination, voidings reviewed', otherDestination, reviewed);
testAgainstGuide('other destination, voided at once', otherDestination, atOnce);
