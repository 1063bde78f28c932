/** Of the browser's `navigator`, as far as it goes: WeChat's and most of a computer's have none of it. */
export interface Sharer {
  readonly canShare?: (data: { files: File[] }) => boolean;
  readonly share?: (data: { files: File[]; title: string }) => Promise<void>;
}

/** Whether files can be handed to other apps at all. */
export function canShareFiles(sharer: Sharer): boolean {
  // Called on it: a browser's own functions refuse to be called alone.
  return (
    sharer.share !== undefined && sharer.canShare?.({ files: [new File([''], 'a.pdf', { type: 'application/pdf' })] }) === true
  );
}

/** `again`: the browser wants another tap, for the file took long to come. */
export type Shared = 'shared' | 'cancelled' | 'again' | 'failed';

export async function shareFile(sharer: Sharer, file: File): Promise<Shared> {
  try {
    await sharer.share?.({ files: [file], title: file.name });
    return 'shared';
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    return name === 'AbortError' ? 'cancelled' : name === 'NotAllowedError' ? 'again' : 'failed';
  }
}
