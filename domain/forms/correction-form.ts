import { reasonFormFor } from './reason-form.ts';

const other = '其他';
/** Why a record in force is corrected. */
export const correctionReasons = [
  '填写有误',
  '单位信息已变更',
  '档案或户口去向已变更',
  '学生本人申请',
  '学院变更申请',
  other,
] as const;
/** The reason of a correction that a department has asked for. */
export const correctedOnRequest = '学院变更申请' satisfies (typeof correctionReasons)[number];

/** A reason of the list and a text, as both sides read it. */
export const correctionReasonForm = reasonFormFor(correctionReasons);
