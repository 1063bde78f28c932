import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actions } from './all.ts';
import { blankLength, inBrief, type Told } from './messages.ts';

const told: Told = {
  graduateName: '古丽巴哈尔·阿卜杜热依木·买买提艾力',
  employerName: '厦门鹭岛星河智能装备制造与工业软件研究院股份有限公司第三分公司',
  jobTitle: '海图数据工程师（平台研发方向）',
  label: '',
  who: '',
  changes: [],
  reason: '',
  respondBy: new Date('2027-03-13T16:00:00Z'),
  flowTitle: '线上签约',
  isInReview: false,
};

test('what leaves the house has the whole deadline, and the beginning of each name', () => {
  for (const words of [actions.invite.tells?.graduate, actions.invite.reminds]) {
    assert.ok(words);
    assert.ok(words(told).text.length > blankLength, 'long enough to be cut');
    const brief = inBrief(words, told) ?? '';
    assert.ok(brief.length <= blankLength, brief);
    assert.match(brief, /^请在 2027年3月14日 00:00（北京时间）前应约，逾期失效。.*厦门鹭岛星河智/);
  }
  const short = { ...told, employerName: '第七座桥', jobTitle: '工程师' };
  assert.equal(inBrief(actions.invite.tells?.graduate ?? (() => undefined), short), actions.invite.tells?.graduate?.(short).text);
});
