import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeScanned } from './scanned.ts';

const token = 'h3Jx_9-AbCdEfGhIjKlMnO';
function take(hash: string) {
  const shown: string[] = [];
  const history = { replaceState: (_: unknown, __: string, url?: string | URL | null) => void shown.push(String(url)) };
  return { scanned: takeScanned({ location: { hash, pathname: '/check/archive' }, history }), shown };
}

test('token and statement are taken, and leave the address bar', () => {
  assert.deepEqual(take(`#t=${token}&s=a-_.b.c`), { scanned: { token, statement: 'a-_.b.c' }, shown: ['/check/archive'] });
});

test('a link that was cut still finds the form online', () => {
  for (const hash of [`#t=${token}`, `#t=${token}&s=a.b`, `#t=${token}&s=`])
    assert.deepEqual(take(hash).scanned, { token, statement: undefined });
});

test('anything else is no form, and leaves the address bar too', () => {
  for (const hash of ['#t=short', '#x', `#s=a.b.c`, '#t=<script>'])
    assert.deepEqual(take(hash), { scanned: undefined, shown: ['/check/archive'] });
  assert.deepEqual(take(''), { scanned: undefined, shown: [] });
});

test("an agreement's QR says which agreement it is, and leaves the address bar", () => {
  assert.deepEqual(take('#a=QX1:2027320100000421:2:F446B3800A1CCA97'), {
    scanned: { agreementNumber: '2027320100000421', version: '2' },
    shown: ['/check/archive'],
  });
  assert.equal(take('#a=QX1:<b>:2:F446B3800A1CCA97').scanned, undefined);
});
