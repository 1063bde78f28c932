/** The files of a form of which the server takes no draft: they are there already, and which of them the form encloses is kept on this phone. */
import { forgetForm, keepForm, keptForm } from '#web/phone/kit/kept-form.ts';
import type { TransferFile } from './use-transfer.ts';

const placeOf = (slot: string): string => `${slot}:files`;
type Place = Parameters<typeof keepForm>[2];

export const keepFiles = (slot: string, files: readonly TransferFile[], place?: Place): void =>
  keepForm(placeOf(slot), { files: JSON.stringify(files) }, place);

/** Undefined where none were changed, or what is kept is too old or cannot be read. */
export function keptFiles(slot: string, place?: Place): readonly TransferFile[] | undefined {
  try {
    const files: unknown = JSON.parse(keptForm(placeOf(slot), place).files ?? 'null');
    return Array.isArray(files) && files.every(isFile) ? files : undefined;
  } catch {
    return undefined;
  }
}
const isFile = (file: unknown): file is TransferFile => {
  const { id, name, mediaType, pages, deleted } = Object(file);
  return (
    [id, name, mediaType].every(part => typeof part === 'string') && typeof pages === 'number' && typeof deleted === 'boolean'
  );
};
export const forgetFiles = (slot: string): void => forgetForm(placeOf(slot));
