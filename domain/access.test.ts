import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AccountKind,
  accountKinds,
  isOpenBefore,
  isPermission,
  isWithoutSession,
  permissions,
  permissionsOf,
  reachOf,
} from './access.ts';

/*
 * Who may do what, written down a second time and apart from the table: per kind of account everything that it may do, with how far it
 * reaches. Everything that is not listed here must be refused. A change of the table is a change here too, made by somebody who has thought twice.
 */
const anybody = { 'public.read': 'public', 'public.check': 'public', 'public.signIn': 'public' };
const signedIn = { ...anybody, 'session.own': 'own', 'messages.own': 'own' };
const account = { ...signedIn, 'account.own': 'own' };
const employer = {
  ...account,
  'cases.employer': 'employer',
  'cases.invite': 'employer',
  'cases.read': 'employer',
  'cases.act': 'employer',
  'cases.agreements': 'employer',
  'employer.own': 'employer',
  'jobs.read': 'own',
};
const staff = (reach: string) =>
  Object.fromEntries(
    [
      'cases.read',
      'cases.act',
      'cases.review',
      'cases.batch',
      'cases.export',
      'cases.agreements',
      'statistics.read',
      'changes.read',
      'objections.read',
      'archives.read',
      'archives.review',
      'confirmation.read',
      'verification.issue',
      'verification.read',
      'roster.read',
      'trainingModes.request',
      'trainingModes.read',
      'flags.see',
      'receivers.search',
      'personal.reveal',
    ].map(one => [one, reach]),
  );
const school = {
  ...account,
  ...staff('school'),
  'jobs.read': 'own',
  'trainingModes.passOn': 'school',
  'flags.manage': 'school',
  'files.upload': 'school',
  'changes.decide': 'school',
  'objections.answer': 'school',
};
const expected: Record<AccountKind, Record<string, string>> = {
  anyone: anybody,
  graduate: {
    ...signedIn,
    'flags.see': 'own',
    'receivers.search': 'own',
    'graduate.own': 'own',
    'records.own': 'own',
    'confirmation.own': 'own',
    'verification.own': 'own',
    'archives.own': 'own',
    'archives.read': 'own',
    'cases.own': 'own',
    'cases.read': 'own',
    'cases.act': 'own',
  },
  employerStaff: employer,
  employerAdmin: {
    ...employer,
    'employer.edit': 'employer',
    'employer.members': 'employer',
    'files.upload': 'employer',
    'files.read': 'employer',
  },
  department: {
    ...account,
    ...staff('department'),
    'jobs.read': 'own',
    'changes.file': 'department',
    'roster.upload': 'department',
  },
  school,
  schoolAdmin: {
    ...school,
    'jobs.read': 'school',
    'roster.upload': 'school',
    'roster.manage': 'school',
    'school.settings': 'school',
    'retention.read': 'school',
    'accounts.manage': 'school',
    'audit.read': 'school',
  },
  province: {
    ...account,
    'schools.manage': 'province',
    'trainingModes.read': 'province',
    'trainingModes.decide': 'province',
    'receivers.search': 'province',
    'receivers.manage': 'province',
    'province.settings': 'province',
  },
  operator: {
    ...account,
    'schools.manage': 'platform',
    'employers.qualify': 'platform',
    'employers.handOver': 'platform',
    'files.read': 'platform',
    'queues.manage': 'platform',
    'receivers.search': 'platform',
    'receivers.manage': 'platform',
    'retention.read': 'platform',
    'sealing.read': 'platform',
    'auditors.manage': 'platform',
  },
  auditor: { ...account, 'audit.read': 'platform', 'sealing.read': 'platform' },
};

test('every permission for every kind of account, with its reach', () => {
  assert.deepEqual([...accountKinds].toSorted(), Object.keys(expected).toSorted());
  for (const kind of accountKinds) {
    const granted = Object.fromEntries(permissionsOf(kind).map(permission => [permission, reachOf(permission, kind)]));
    assert.deepEqual(granted, expected[kind], kind);
    for (const permission of permissions)
      assert.equal(reachOf(permission, kind), expected[kind][permission], `${permission} for ${kind}`);
  }
});

test('every permission is somebody’s, and every row is expected', () => {
  const named = new Set(Object.values(expected).flatMap(granted => Object.keys(granted)));
  assert.deepEqual([...permissions].toSorted(), [...named].toSorted());
});

test('no kind of account both operates the platform and audits it, and who operates it sees no case', () => {
  const reaches = (kind: AccountKind, prefix: string) => permissionsOf(kind).some(permission => permission.startsWith(prefix));
  for (const kind of accountKinds) {
    const operates = reaches(kind, 'queues.') || reaches(kind, 'employers.qualify');
    assert.ok(!(operates && reaches(kind, 'audit.')), kind);
    assert.ok(!(operates && (reaches(kind, 'cases.') || reaches(kind, 'roster.'))), kind);
  }
});

test('nobody who has not signed in gets further than what is public', () => {
  assert.ok(permissionsOf('anyone').every(permission => reachOf(permission, 'anyone') === 'public'));
});

test('only own keys are permissions', () => {
  assert.ok(isPermission('cases.read'));
  for (const text of ['', 'cases', 'toString', '__proto__', 'constructor']) assert.ok(!isPermission(text), text);
});

test('what is open before a first step is done is written down a second time too', () => {
  const open = (step: 'checking' | 'securing') => permissions.filter(permission => isOpenBefore(permission, step)).sort();
  assert.deepEqual(open('checking'), ['graduate.own', 'public.check', 'public.read', 'public.signIn', 'session.own']);
  assert.deepEqual(open('securing'), ['account.own', 'public.check', 'public.read', 'public.signIn', 'session.own']);
});

test('who asks is not looked up where it makes no difference, and nowhere else', () => {
  assert.deepEqual(permissions.filter(isWithoutSession), ['public.check']);
});
