import { PassThrough, type Readable } from 'node:stream';
import yazl from 'yazl';

export interface ZipEntry {
  readonly name: string;
  readonly at: Date;
  /** Called when it is this entry's turn: of many files one is open at a time. */
  readonly open: () => Promise<Readable>;
}

/**
 * A zip of files that are compressed already, as a stream: they go in as they are, one after the other. The stream fails when one of them
 * cannot be read, so a zip that ends is whole. `onEntry` hears how many have been begun.
 */
export function writeZip(entries: readonly ZipEntry[], onEntry: (begun: number) => void = () => undefined): Readable {
  const zip = new yazl.ZipFile();
  const out = new PassThrough();
  let begun = 0;
  zip.on('error', error => out.destroy(error instanceof Error ? error : new Error(String(error))));
  for (const { name, at, open } of entries) {
    zip.addReadStreamLazy(name, { mtime: at, compress: false }, found => {
      onEntry(++begun);
      open().then(
        stream => found(null, stream),
        error => out.destroy(error),
      );
    });
  }
  zip.outputStream.pipe(out);
  zip.end();
  return out;
}

// What Windows and macOS refuse in a file's name, and what would lead out of the folder.
const unusable = /[\\/:*?"<>|\p{Cc}\p{Cf}]/gu;

/** A part of a file name, from text that people typed: without what no system takes, 60 characters at most. */
export const fileNamePart = (text: string): string =>
  [...text.replace(unusable, '_').replace(/^[.\s]+|[.\s]+$/g, '')].slice(0, 60).join('') || '_';

/** Gives each name once: the second 甲.pdf becomes 甲（2）.pdf. */
export function distinctNames(): (stem: string, extension: string) => string {
  const used = new Map<string, number>();
  return (stem, extension) => {
    const key = stem.toLowerCase();
    const times = (used.get(key) ?? 0) + 1;
    used.set(key, times);
    return times === 1 ? `${stem}.${extension}` : `${stem}（${times}）.${extension}`;
  };
}
