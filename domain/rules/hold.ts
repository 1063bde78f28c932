import type { Place } from '../flow/table.ts';

/** How the hold would end, in a sentence for the graduate whose other case holds. */
export const freedBy = (place: Place): string =>
  place.kind === 'inForce'
    ? '办理解约或作废后，可另行签约或登记。'
    : '该事项结束（如审核不通过）后，仍在有效期内的邀请可以继续应约。';
