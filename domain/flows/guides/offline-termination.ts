import { type Guide, intoReview } from './guide.ts';

const begins = ['start graduate save', 'draft graduate submit', 'returned graduate submit', 'withdrawn graduate submit'];

/** Graduate guide §8. */
export const offlineTermination: Guide = {
  exits: {
    start: { 'graduate save': 'draft' },
    draft: {
      'graduate save': 'draft',
      'graduate submit': intoReview('reviewing'),
      'graduate discard': 'dropped',
      'clock close': 'closed',
    },
    'reviewing.department': {
      'department approve': { both: 'reviewing.school', department: 'completed' },
      'department return': 'returned',
      'department reject': 'rejected',
      'graduate withdraw': 'withdrawn',
      'clock close': 'closed',
    },
    'reviewing.school': {
      'school approve': 'completed',
      'school return': 'returned',
      'school reject': 'rejected',
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
    dropped: {},
    discarded: {},
    completed: {},
    closed: {},
  },
  labels: {
    draft: '暂存',
    'reviewing.department': '解约中，等待学院审核',
    'reviewing.school': '解约中，等待学校审核',
    returned: '解约待提交（老师退回）',
    withdrawn: '解约待提交（学生撤回）',
    rejected: '解约失败',
    dropped: '已撤销',
    discarded: '已撤销',
    completed: '解约完成',
    closed: '已截止',
  },
  /** What it holds is the signing's one termination; a draft does not count. */
  holds: ['reviewing.department', 'reviewing.school', 'returned', 'withdrawn'],
  asks: {
    'draft submit': 'termination',
    'returned submit': 'termination',
    'withdrawn submit': 'termination',
    'reviewing.department return': 'reason',
    'reviewing.department reject': 'reason',
    'reviewing.school return': 'reason',
    'reviewing.school reject': 'reason',
  },
  effects: {
    'reviewing.department department approve': ['terminate the signing', 'make terminationCertificate', 'tell parties'],
    'reviewing.school school approve': ['terminate the signing', 'make terminationCertificate', 'tell parties'],
    'reviewing.department department return': ['tell parties'],
    'reviewing.school school return': ['tell parties'],
    'reviewing.department department reject': ['tell parties'],
    'reviewing.school school reject': ['tell parties'],
    'draft clock close': ['tell graduate'],
    'returned clock close': ['tell graduate'],
    'withdrawn clock close': ['tell graduate'],
    'reviewing.department clock close': ['tell graduate'],
    'reviewing.school clock close': ['tell graduate'],
  },
  stops: {
    'a closed cohort': ['cohort-not-open', begins],
    'a signing no longer in force': ['signing-not-in-force', begins],
    'another termination': ['termination-open', ['draft graduate submit']],
  },
  allowed: 58,
};
