import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { sniffLength, sniffMediaType } from '../files/media-type.ts';
import { heicPoints } from './heic-size.ts';
import { imagesThread } from './images-thread.ts';
import type { Scan } from './images-worker.ts';
import type { Pixels } from './pixels.ts';
import { type PictureFormat, pagesToShown, pointsAtMost, readPicture, toEvidence, toShown } from './read-picture.ts';

/**
 * Why a file is not taken in: not a JPEG, PNG, WebP, HEIC or PDF by content; damaged, cut off or disguised; more than 20 MB (a PDF 5 MB)
 * or 100 megapixels; a PDF of more than 10 pages, with scripts, attachments or launches, or with a password.
 */
export type IntakeRefusal = 'kind' | 'broken' | 'too-large' | 'too-many-pages' | 'scripts' | 'encrypted';

export interface Intake {
  readonly pages: number;
  readonly mediaType: 'image/jpeg' | 'application/pdf';
  /** What is kept: a picture of at most 2 MB, upright and without metadata, or the PDF as it came. */
  readonly evidence: Buffer;
  /** What is shown: JPEG of about 300 KB a page, long side at most 2,000 points; the pages of a PDF one below the other. */
  readonly shown: Buffer;
  /** Read from what was received, not from what is kept. Empty and false where it was not asked for. */
  readonly scan: Scan;
}

export interface IntakeOptions {
  /** Whether QR codes, red seal and sharpness are read. */
  readonly readScan: boolean;
}

type Refused = { readonly refused: IntakeRefusal };
const refused = (reason: IntakeRefusal): Refused => ({ refused: reason });

/** A file as it may be sent, bytes. */
export const sentAtMost = 20 * 1024 * 1024;
const pdfAtMost = 5 * 1024 * 1024;
const unread: Scan = { qr: [], redSeal: false, blurred: false };

/** A page in work takes some 100 MB, so no more files than cores are worked on; the others wait. */
let free = availableParallelism();
const queue: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (free > 0) free--;
  else await new Promise<void>(resolve => queue.push(resolve));
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next) next();
    else free++;
  }
}

/** Takes in a file of evidence from a path; see `takeInBytes`. */
export async function takeIn(path: string, options: IntakeOptions): Promise<Intake | Refused> {
  return inTurn(async () => {
    const file = await open(path, 'r');
    try {
      if ((await file.stat()).size > sentAtMost) return refused('too-large');
      return await take(await file.readFile(), options);
    } finally {
      await file.close();
    }
  });
}

/** Takes in a file of evidence: by its content, never by its name. A refusal is a value; the content decides nothing else than that. */
export const takeInBytes = (content: Buffer, options: IntakeOptions): Promise<Intake | Refused> =>
  content.length > sentAtMost ? Promise.resolve(refused('too-large')) : inTurn(() => take(content, options));

async function take(content: Buffer, options: IntakeOptions): Promise<Intake | Refused> {
  const kind = sniffMediaType(content.subarray(0, sniffLength));
  switch (kind) {
    case 'image/jpeg':
      return takePicture(content, 'jpeg', options);
    case 'image/png':
      return takePicture(content, 'png', options);
    case 'image/webp':
      return takePicture(content, 'webp', options);
    case 'image/heic':
      return takeHeic(content, options);
    case 'application/pdf':
      return takePdf(content, options);
    default:
      return refused('kind');
  }
}

async function takePicture(content: Buffer, format: PictureFormat, { readScan }: IntakeOptions): Promise<Intake | Refused> {
  const pixels = await readPicture(content, format);
  if (pixels === 'too-large') return refused('too-large');
  if (!pixels) return refused('broken');
  const [evidence, shown, scan] = await Promise.all([toEvidence(pixels), toShown(pixels), readScan ? scanOf(pixels) : unread]);
  if (!evidence || !shown) return refused('too-large');
  return scan ? { pages: 1, mediaType: 'image/jpeg', evidence, shown, scan } : refused('broken');
}

async function scanOf(page: Pixels): Promise<Scan | undefined> {
  const answer = await imagesThread.ask({ kind: 'scan', page });
  return answer.kind === 'scan' ? answer.scan : undefined;
}

/** The decoder turns a HEIC upright by itself (`irot`, `imir`), and its JPEG has no metadata left that could turn it again. */
async function takeHeic(content: Buffer, options: IntakeOptions): Promise<Intake | Refused> {
  const points = heicPoints(content);
  if (points === 0) return refused('broken');
  if (points > pointsAtMost) return refused('too-large');
  const answer = await imagesThread.ask({ kind: 'heic', content });
  return answer.kind === 'heic' ? takePicture(Buffer.from(answer.jpeg), 'jpeg', options) : refused('broken');
}

async function takePdf(content: Buffer, { readScan }: IntakeOptions): Promise<Intake | Refused> {
  if (content.length > pdfAtMost) return refused('too-large');
  const answer = await imagesThread.ask({ kind: 'pdf', content, readScan });
  if (answer.kind === 'refused') return refused(answer.refused);
  if (answer.kind !== 'pdf') return refused('broken');
  const { pages, scan } = answer;
  const shown = await pagesToShown(pages);
  return shown ? { pages: pages.length, mediaType: 'application/pdf', evidence: content, shown, scan } : refused('too-large');
}

/** The pages of a document of ours as one picture, one below the other: JPEG. Undefined when it cannot be drawn. */
export async function picturesOfPdf(content: Buffer): Promise<Buffer | undefined> {
  const answer = await imagesThread.ask({ kind: 'pdf', content, readScan: false });
  return answer.kind === 'pdf' ? pagesToShown(answer.pages) : undefined;
}
