import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupInvitationCode, invitationCodeAlphabet, isInvitationCode, normalizeInvitationCode } from './invitation-code.ts';

test('a code is one code, however it is typed', () => {
  for (const typed of ['K7M3XQ9PT', 'k7m-3xq-9pt', ' K7M 3XQ 9PT ', 'Ｋ７Ｍ－３ＸＱ－９ＰＴ', 'k7m—3xq—9pt\u200B'])
    assert.equal(normalizeInvitationCode(typed), 'K7M3XQ9PT', typed);
  assert.equal(groupInvitationCode('K7M3XQ9PT'), 'K7M-3XQ-9PT');
  assert.equal(groupInvitationCode(''), '');
});

test('nothing in it is mistaken for something else', () => {
  for (const character of '01OIL') assert.ok(!invitationCodeAlphabet.includes(character));
  assert.ok(isInvitationCode('K7M3XQ9PT'));
  for (const wrong of ['', 'K7M3XQ9P', 'K7M3XQ9PTX', 'K7M3XQ9P0', 'k7m3xq9pt', 'K7M-3XQ-9PT'])
    assert.ok(!isInvitationCode(wrong), wrong);
});
