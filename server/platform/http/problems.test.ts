import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { type RefusalCode, refusalSentences, refuse, sentenceOf } from '#domain/refusals.ts';
import { stranger } from '../scope/actor.ts';
import { scopeOf } from '../scope/scope.ts';
import { fieldsOf, hasFields, invalidFields, problemOf } from './problems.ts';

const isCode = (text: string): text is RefusalCode => Object.hasOwn(refusalSentences, text);
const codes = Object.keys(refusalSentences).filter(isCode);

/** What the sender can do nothing about. */
const ours: ReadonlySet<string> = new Set([
  'internal',
  'overloaded',
  'starting-again',
  'storage-full',
  'identity-check-down',
  'virus-scan-down',
]);

test('every refusal has a sentence in Chinese that leaves no blank open, and a status that says the caller’s part', () => {
  for (const code of codes) {
    const problem = problemOf(refuse(code));
    assert.equal(problem.code, code);
    assert.match(problem.title, /\p{Script=Han}.*[。：」]$/u);
    assert.ok(!problem.title.includes('{'), code);
    assert.ok(problem.status >= 400 && problem.status < 600);
    assert.equal(problem.status >= 500, ours.has(code), code);
  }
});

test('statuses that clients act upon', () => {
  const status = (code: RefusalCode) => problemOf(refuse(code)).status;
  assert.deepEqual(
    ['not-signed-in', 'wrong-credentials', 'totp-required', 'wrong-totp'].filter(isCode).map(status),
    [401, 401, 401, 401],
  );
  assert.deepEqual(['not-allowed', 'basic-information-unchecked'].filter(isCode).map(status), [403, 403]);
  assert.deepEqual(['not-found', 'file-missing'].filter(isCode).map(status), [404, 404]);
  assert.deepEqual(['file-too-large', 'file-kind'].filter(isCode).map(status), [413, 415]);
  assert.deepEqual(['invalid-input', 'sheet-refused', 'weak-password'].filter(isCode).map(status), [422, 422, 422]);
  assert.deepEqual(['try-later', 'look-ups-used-up'].filter(isCode).map(status), [429, 429]);
  assert.deepEqual(
    ['already-moved', 'other-hold', 'too-late', 'graduate-not-matched'].filter(isCode).map(status),
    [409, 409, 409, 409],
  );
});

test('blanks are filled, lists joined', () => {
  assert.equal(
    sentenceOf('key-fields-differ', { fields: ['姓名', '专业'] }),
    refusalSentences['key-fields-differ'].replace('{fields}', '姓名、专业'),
  );
  assert.equal(sentenceOf('try-later', { wait: '30 秒' }), refusalSentences['try-later'].replace('{wait}', '30 秒'));
});

test('the first message of each field, by its path', () => {
  const schema = z.object({ a: z.string().min(2, '太短').regex(/x/, '没有 x'), b: z.object({ c: z.number('不是数') }) });
  const parsed = schema.safeParse({ a: 'y', b: { c: 'z' } });
  assert.ok(!parsed.success);
  assert.deepEqual(fieldsOf(parsed.error), { a: '太短', 'b.c': '不是数' });
  assert.deepEqual(fieldsOf(parsed.error, 'input.'), { 'input.a': '太短', 'input.b.c': '不是数' });
});

test('what a schema does not put in words itself is said in Chinese', () => {
  const parsed = z.object({ a: z.string(), b: z.enum(['x']), c: z.array(z.string().max(3)) }).safeParse({ b: 'y', c: ['long'] });
  assert.ok(!parsed.success);
  assert.deepEqual(fieldsOf(parsed.error), { a: '请填写此项', b: '请从给出的选项中选择', 'c.0': '最多填写 3 个字' });
});

test('faults at fields travel with the problem', () => {
  const refusal = invalidFields({ name: '请填写姓名' });
  assert.ok(hasFields(refusal) && !hasFields(refuse('invalid-input')));
  assert.deepEqual(problemOf(refusal, refusal.fields).fields, { name: '请填写姓名' });
});

test('a session that lacks what its reach needs is a mistake, never a wider scope', () => {
  for (const reach of ['employer', 'department', 'school', 'province'] as const)
    assert.throws(() => scopeOf(stranger, reach), /lacks its/);
  assert.deepEqual(scopeOf(stranger, 'own'), { kind: 'public' }, 'nothing of their own');
});
