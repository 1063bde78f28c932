import type { ReactNode } from 'react';
import type { FormField } from '#contract/routes/cases.ts';
import { officeNameKey } from '#web/common/receivers/fill-office.ts';
import { RegionField } from '#web/desk/kit/forms/RegionField.tsx';
import { ReceiverInput } from './ReceiverInput.tsx';

interface Receiver {
  /** The employer receives it, and is in no directory. */
  readonly isEmployer: boolean;
  readonly receiverRegionKey: string | undefined;
  /** May not be left. */
  readonly province: string | undefined;
}

/** The receiver's name is looked up in the directory, and its region stays in the province; other fields keep their own control. */
export function receiverControl(
  { key, hint, maxLength }: FormField,
  { isEmployer, receiverRegionKey, province }: Receiver,
): ReactNode {
  if (key === officeNameKey && !isEmployer) return <ReceiverInput hint={hint} maxLength={maxLength} province={province} />;
  if (key === receiverRegionKey && province) return <RegionField placeholder={hint} province={province} />;
  return undefined;
}
