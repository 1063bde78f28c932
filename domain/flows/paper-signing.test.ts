import { type Guide, intoReview, testAgainstGuide } from './guide-testing.ts';
import { paperSigning } from './paper-signing.ts';

const submitted = ['draft graduate submit', 'returned graduate submit', 'withdrawn graduate submit'];
const approvals = ['reviewing.department department approve', 'reviewing.school school approve'];

/** Graduate guide §7. */
const guide: Guide = {
  exits: {
    start: { 'graduate save': 'draft' },
    draft: {
      'graduate save': 'draft',
      'graduate submit': intoReview('reviewing'),
      'graduate discard': 'discarded',
      'clock close': 'closed',
    },
    'reviewing.department': {
      'department approve': { both: 'reviewing.school', department: 'effective' },
      'department return': 'returned',
      'department reject': 'rejected',
      'department refreshSnapshot': 'reviewing.department',
      'graduate withdraw': 'withdrawn',
      'clock close': 'closed',
    },
    'reviewing.school': {
      'school approve': 'effective',
      'school return': 'returned',
      'school reject': 'rejected',
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
    effective: { 'system terminate': 'terminated' },
    terminated: {},
    closed: {},
  },
  labels: {
    draft: '暂存',
    'reviewing.department': '补登审核中，等待学院审核',
    'reviewing.school': '补登审核中，等待学校审核',
    returned: '补登待提交（老师退回）',
    withdrawn: '补登待提交（学生撤回）',
    rejected: '补登审核不通过',
    discarded: '已撤销',
    effective: '补登完成',
    terminated: '已解约',
    closed: '已截止',
  },
  holds: ['reviewing.department', 'reviewing.school', 'returned', 'withdrawn', 'effective'],
  asks: {
    'draft submit': 'form',
    'returned submit': 'form',
    'withdrawn submit': 'form',
    'reviewing.department return': 'reason',
    'reviewing.department reject': 'reason',
    'reviewing.school return': 'reason',
    'reviewing.school reject': 'reason',
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
    'reviewing.department department refreshSnapshot': ['refreshSnapshot'],
    'reviewing.school school refreshSnapshot': ['refreshSnapshot'],
    'effective system terminate': ['confirmation unreported', 'clearReport', 'tell parties'],
    'draft clock close': ['tell graduate'],
    'returned clock close': ['tell graduate'],
    'withdrawn clock close': ['tell graduate'],
    'reviewing.department clock close': ['tell graduate'],
    'reviewing.school clock close': ['tell graduate'],
  },
  stops: {
    'another destination': ['other-hold', ['draft graduate submit']],
    'a closed cohort': ['cohort-not-open', ['start graduate save', ...submitted]],
    'a closed module': ['module-closed', ['start graduate save', ...submitted]],
    'mode 21': ['mode-may-not-sign', ['start graduate save', ...submitted]],
    'mode 41': ['mode-may-not-sign', ['start graduate save', ...submitted]],
    'a key field that differs': ['key-fields-differ', approvals],
  },
  allowed: 0,
};

testAgainstGuide('paper signing', paperSigning, guide);
