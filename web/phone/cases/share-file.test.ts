import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canShareFiles, type Sharer, shareFile } from './share-file.ts';

const file = new File(['%PDF-'], '就业协议书.pdf', { type: 'application/pdf' });
const failing = (name: string): Sharer => ({ share: () => Promise.reject(new DOMException('no', name)) });

test('offered only where a browser hands PDFs to other apps', () => {
  assert.equal(canShareFiles({}), false);
  assert.equal(canShareFiles({ share: async () => undefined }), false, 'links alone');
  assert.equal(canShareFiles({ share: async () => undefined, canShare: () => false }), false);
  const asked: string[] = [];
  const canShare = ({ files }: { files: File[] }) => asked.push(...files.map(({ type }) => type)) > 0;
  assert.equal(canShareFiles({ share: async () => undefined, canShare }), true);
  assert.deepEqual(asked, ['application/pdf']);
  const browser: Sharer & { readonly own: boolean } = {
    own: true,
    share: async () => undefined,
    canShare() {
      return this === browser;
    },
  };
  assert.equal(canShareFiles(browser), true, 'as its own function');
});

test('the file goes with its name; closing the choice is no fault, a tap that is too old asks for another', async () => {
  const given: string[] = [];
  const share = async ({ files, title }: { files: File[]; title: string }) =>
    void given.push(title, ...files.map(one => one.name));
  assert.equal(await shareFile({ share }, file), 'shared');
  assert.deepEqual(given, ['就业协议书.pdf', '就业协议书.pdf']);
  assert.equal(await shareFile(failing('AbortError'), file), 'cancelled');
  assert.equal(await shareFile(failing('NotAllowedError'), file), 'again');
  assert.equal(await shareFile(failing('DataError'), file), 'failed');
});
