/** 21 定向（不可网签） and 41 委培（不可网签）: only 定向/委培毕业去向补充登记 is open to them (graduate guide §9.1). */
export const mayOnlyFileSupplement = (trainingMode: string): boolean => trainingMode === '21' || trainingMode === '41';

/** A change that takes from a graduate what the present mode allows: signing with employers. */
export const losesSigning = (from: string, to: string): boolean => !mayOnlyFileSupplement(from) && mayOnlyFileSupplement(to);
