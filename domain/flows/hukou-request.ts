import type { Rule } from '../flow/table.ts';
import { transferRequest } from './transfer-request.ts';

/** Unknown counts as not with the school, and the sentence says so. */
const hukouAtSchool: Rule = { code: 'hukou-not-at-school', isMet: facts => facts.hukouAtSchool };

export const hukouRequest = transferRequest({
  name: 'hukou-request',
  what: '户口信息',
  module: '户口信息登记',
  needs: [hukouAtSchool],
});
