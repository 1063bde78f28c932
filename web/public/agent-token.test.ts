import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeToken } from './agent-token.ts';

const token = 'h3Jx_9-AbCdEfGhIjKlMnOpQrStUvWxYz0123456789';

function place(hash: string, kept: Record<string, string> = {}) {
  const addresses: string[] = [];
  return {
    location: { hash, pathname: '/agent' },
    history: { replaceState: (_: unknown, __: string, url?: string | URL | null) => void addresses.push(String(url)) },
    storage: {
      getItem: (key: string) => kept[key] ?? null,
      setItem: (key: string, value: string) => {
        kept[key] = value;
      },
    },
    addresses,
    kept,
  };
}

test('the token leaves the address bar and stays with the tab', () => {
  const here = place(`#${token}`);
  assert.equal(takeToken(here), token);
  assert.deepEqual(here.addresses, ['/agent']);
  assert.equal(takeToken(place('', here.kept)), token);
});

test('a newer link takes the place of the one that was kept', () => {
  const here = place(`#${token}`, { 'agent-token': 'another-token-of-an-earlier-message' });
  assert.equal(takeToken(here), token);
});

test('a string that is not a token opens nothing, not even with one kept', () => {
  assert.equal(takeToken(place('#<script>', { 'agent-token': token })), undefined);
  assert.equal(takeToken(place('')), undefined);
});

test('without storage the page still works', () => {
  const refusing = () => {
    throw new Error('denied');
  };
  assert.equal(takeToken({ ...place(`#${token}`), storage: { getItem: refusing, setItem: refusing } }), token);
});
