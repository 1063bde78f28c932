import { z } from 'zod';
import { directedModes, trainingMode } from '../codes/training-mode.ts';
import { optionalRegion, requiredCode } from './choice-answers.ts';
import { optionalText, requiredText } from './text-answers.ts';

/** A request for another training mode or unit: what it shall be, why, and what proves it. */
export const trainingModeChangeForm = z
  .object({
    mode: requiredCode('培养方式', trainingMode),
    unit: optionalText('定向/委培单位', 120),
    region: optionalRegion('单位所在地'),
    text: requiredText('修改原因', 500),
    fileIds: z.array(z.string().max(64)).min(1, '请上传佐证材料').max(8, '最多上传 8 份'),
  })
  .superRefine(({ mode, unit, region }, context) => {
    if (!directedModes.includes(mode)) return;
    if (!unit) context.addIssue({ code: 'custom', path: ['unit'], message: '培养方式为定向、委培时，请填写单位' });
    if (!region) context.addIssue({ code: 'custom', path: ['region'], message: '培养方式为定向、委培时，请选择单位所在地' });
  });
export type TrainingModeChangeForm = z.output<typeof trainingModeChangeForm>;

/** The unit and its region as the roster keeps them: only directed and commissioned graduates have one. */
export function unitOf({ mode, unit, region }: Pick<TrainingModeChangeForm, 'mode' | 'unit' | 'region'>) {
  return directedModes.includes(mode) ? { unit: unit || null, region: region || null } : { unit: null, region: null };
}
