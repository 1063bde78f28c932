import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Dispute, sharedDraft } from './shared-draft.ts';

const overtaken = new Error('already moved');
const first = { version: 1, form: { jobTitle: '工程师', contactName: '吴' } };

/** A server with one draft, as two windows see it. */
function draftOnServer() {
  let kept: { version: number; form: Readonly<Record<string, string>> } = first;
  const asked: Dispute[] = [];
  const window = () =>
    sharedDraft(first, {
      put: async (form, version) => {
        if (version !== kept.version) throw overtaken;
        kept = { version: version + 1, form };
        return { version: kept.version, savedAt: '2027-03-10T02:00:00Z' };
      },
      read: async () => ({ ...kept, obstacle: null }),
      isOvertaken: error => error === overtaken,
      ask: dispute => asked.push(dispute),
    });
  return { asked, one: window(), other: window(), kept: () => kept };
}

test('what both windows have changed is asked at every save until it is answered, and nothing is lost by not answering', async () => {
  const { asked, one, other, kept } = draftOnServer();
  await one.send({ ...first.form, contactName: '周' });
  for (const contactName of ['林', '林琳']) {
    await assert.rejects(other.send({ ...first.form, contactName }), overtaken);
    const { mine, theirs, disputed } = asked.at(-1) ?? assert.fail('nothing was asked');
    assert.deepEqual([mine.contactName, theirs.contactName, disputed], [contactName, '周', ['contactName']]);
    assert.equal(kept().form.contactName, '周', 'closed without an answer, the other window’s stays where it is');
  }
  assert.equal(asked.length, 2);
  const [, last = assert.fail('nothing was asked')] = asked;
  await other.send(other.settle(last, { contactName: '林琳' }));
  assert.deepEqual(kept(), { version: 3, form: { ...first.form, contactName: '林琳' } });
});

test('what only one of them has changed is put together without a question', async () => {
  const { asked, one, other, kept } = draftOnServer();
  await one.send({ ...first.form, jobTitle: '软件工程师' });
  const { savedAt: _, ...sent } = await other.send({ ...first.form, contactName: '林' });
  const merged = { jobTitle: '软件工程师', contactName: '林' };
  assert.deepEqual([sent, kept().form, asked], [{ version: 3, merged }, merged, []]);
  assert.equal(other.version(), 3);
});
