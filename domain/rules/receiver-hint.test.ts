import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { employerNature } from '../codes/employer-nature.ts';
import { receiverHint } from './receiver-hint.ts';

const [employer, custodian, above, origin] = ['1', '2', '3', '4'];
const natures = (guidance: string) =>
  employerNature.filter(({ archiveGuidance }) => archiveGuidance === guidance).map(({ code }) => code);

describe('the hint at the receiver of an archive', () => {
  it('says that private employers have no authority, whether they or the authority above them shall receive', () => {
    for (const nature of natures('public_talent_service'))
      for (const type of [employer, above])
        assert.match(receiverHint(nature, type) ?? '', /公共就业人才服务机构/, `${nature} ${type}`);
    assert.match(receiverHint('32', employer) ?? '', /三资企业/);
  });

  it('says that public bodies and state-owned enterprises usually receive archives themselves', () => {
    for (const nature of natures('employer_unit'))
      for (const type of [custodian, origin]) assert.match(receiverHint(nature, type) ?? '', /自行接收/, `${nature} ${type}`);
  });

  it('is silent where the type is the usual one, and where something is not known', () => {
    for (const nature of natures('employer_unit'))
      for (const type of [employer, above]) assert.equal(receiverHint(nature, type), undefined);
    for (const nature of natures('public_talent_service'))
      for (const type of [custodian, origin]) assert.equal(receiverHint(nature, type), undefined);
    assert.equal(receiverHint(undefined, employer), undefined);
    assert.equal(receiverHint('39', undefined), undefined);
    assert.equal(receiverHint('', ''), undefined);
    assert.equal(receiverHint('1000', employer), undefined);
  });

  it('knows a line for each nature', () => {
    for (const { code, archiveGuidance } of employerNature)
      assert.ok(['employer_unit', 'public_talent_service'].includes(archiveGuidance), code);
  });
});
