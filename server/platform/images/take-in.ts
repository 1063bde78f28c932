import { open, readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { sniffLength, sniffMediaType } from '../files/media-type.ts';
import { createFairQueue, QueueFull } from '../limits/fair-queue.ts';
import { heicPoints } from './heic-size.ts';
import { documentThread, type ImagesThread, pdfThread, pictureThread } from './images-thread.ts';
import type { Scan } from './images-worker.ts';
import { type PictureFormat, pagesToShown, pointsAtMost, readPicture, toEvidence, toShown } from './read-picture.ts';

/**
 * Why a file is not taken in: not a JPEG, PNG, WebP, HEIC or PDF by content; damaged, cut off or disguised; more than 20 MB (a PDF 5 MB)
 * or 100 megapixels, or fewer points than asked for; a PDF of more than 10 pages, with scripts, attachments or launches, or with a password; so much to draw that it takes
 * too long; one more of a sender who has several waiting.
 */
export type IntakeRefusal =
  | 'kind'
  | 'broken'
  | 'too-large'
  | 'too-small'
  | 'too-many-pages'
  | 'scripts'
  | 'encrypted'
  | 'too-slow'
  | 'too-many-waiting';

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
  /** Who sends it: an account, a person, or the address of a stranger with a link. Senders take turns. */
  readonly sender: string;
  /** Whether QR codes, red seal and sharpness are read. */
  readonly readScan: boolean;
  /** Points that the shorter side of a picture must have. A PDF has no points of its own. */
  readonly leastSide?: number;
}

type Refused = { readonly refused: IntakeRefusal };
const refused = (reason: IntakeRefusal): Refused => ({ refused: reason });

/** A file as it may be sent, bytes. */
export const sentAtMost = 20 * 1024 * 1024;
const pdfAtMost = 5 * 1024 * 1024;
const unread: Scan = { qr: [], redSeal: false, blurred: false };

/** What decodes apart from the server's own thread. */
export interface IntakeThreads {
  readonly pictures: ImagesThread;
  readonly pdfs: ImagesThread;
}

export interface IntakeDesk {
  /** Takes in a file of evidence from a path; see `takeInBytes`. */
  readonly takeIn: (path: string, options: IntakeOptions) => Promise<Intake | Refused>;
  /** Takes in a file of evidence: by its content, never by its name. A refusal is a value; the content decides nothing else than that. */
  readonly takeInBytes: (content: Buffer, options: IntakeOptions) => Promise<Intake | Refused>;
}

/**
 * A page in work takes some 100 MB, so no more pictures than cores are worked on, and one PDF; of one sender one of each. The others wait,
 * as many as a form has places for files.
 */
export function createIntake(threads: IntakeThreads): IntakeDesk {
  const pictures = createFairQueue({ atOnce: availableParallelism(), atOncePerSender: 1, perSender: 8, inAll: 200 });
  const pdfs = createFairQueue({ atOnce: 1, perSender: 8, inAll: 100 });

  async function inTurn(start: Buffer, { sender }: IntakeOptions, work: () => Promise<Intake | Refused>) {
    const lane = sniffMediaType(start) === 'application/pdf' ? pdfs : pictures;
    try {
      return await lane.run(sender, work);
    } catch (error) {
      // Too many of all senders is nobody's fault: the server says that it is overloaded.
      if (error instanceof QueueFull && error.isOwn) return refused('too-many-waiting');
      throw error;
    }
  }
  return {
    async takeIn(path, options) {
      if ((await stat(path)).size > sentAtMost) return refused('too-large');
      // Read only when its turn comes: those who wait take no memory.
      return inTurn(await startOf(path), options, async () => take(await readFile(path), options, threads));
    },
    async takeInBytes(content, options) {
      if (content.length > sentAtMost) return refused('too-large');
      return inTurn(content.subarray(0, sniffLength), options, () => take(content, options, threads));
    },
  };
}

export const { takeIn, takeInBytes } = createIntake({ pictures: pictureThread, pdfs: pdfThread });

async function startOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffLength), 0, sniffLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function take(content: Buffer, options: IntakeOptions, threads: IntakeThreads): Promise<Intake | Refused> {
  const kind = sniffMediaType(content.subarray(0, sniffLength));
  switch (kind) {
    case 'image/jpeg':
      return takePicture(content, 'jpeg', options, threads);
    case 'image/png':
      return takePicture(content, 'png', options, threads);
    case 'image/webp':
      return takePicture(content, 'webp', options, threads);
    case 'image/heic':
      return takeHeic(content, options, threads);
    case 'application/pdf':
      return takePdf(content, options, threads);
    default:
      return refused('kind');
  }
}

async function takePicture(
  content: Buffer,
  format: PictureFormat,
  { readScan, leastSide = 0 }: IntakeOptions,
  { pictures }: IntakeThreads,
): Promise<Intake | Refused> {
  const pixels = await readPicture(content, format);
  if (pixels === 'too-large') return refused('too-large');
  if (!pixels) return refused('broken');
  if (Math.min(pixels.width, pixels.height) < leastSide) return refused('too-small');
  const read = readScan ? pictures.ask({ kind: 'scan', page: pixels }) : undefined;
  const [evidence, shown, answer] = await Promise.all([toEvidence(pixels), toShown(pixels), read]);
  if (answer?.kind === 'refused') return refused(answer.refused);
  if (!evidence || !shown) return refused('too-large');
  return { pages: 1, mediaType: 'image/jpeg', evidence, shown, scan: answer?.kind === 'scan' ? answer.scan : unread };
}

/** The decoder turns a HEIC upright by itself (`irot`, `imir`), and its JPEG has no metadata left that could turn it again. */
async function takeHeic(content: Buffer, options: IntakeOptions, threads: IntakeThreads): Promise<Intake | Refused> {
  const points = heicPoints(content);
  if (points === 0) return refused('broken');
  if (points > pointsAtMost) return refused('too-large');
  const answer = await threads.pictures.ask({ kind: 'heic', content });
  if (answer.kind === 'refused') return refused(answer.refused);
  return answer.kind === 'heic' ? takePicture(Buffer.from(answer.jpeg), 'jpeg', options, threads) : refused('broken');
}

async function takePdf(content: Buffer, { readScan }: IntakeOptions, { pdfs }: IntakeThreads): Promise<Intake | Refused> {
  if (content.length > pdfAtMost) return refused('too-large');
  const answer = await pdfs.ask({ kind: 'pdf', content, readScan });
  if (answer.kind === 'refused') return refused(answer.refused);
  if (answer.kind !== 'pdf') return refused('broken');
  const { pages, scan } = answer;
  const shown = await pagesToShown(pages);
  return shown ? { pages: pages.length, mediaType: 'application/pdf', evidence: content, shown, scan } : refused('too-large');
}

/** The pages of a document of ours as one picture, one below the other: JPEG. Undefined when it cannot be drawn. */
export async function picturesOfPdf(content: Buffer): Promise<Buffer | undefined> {
  const answer = await documentThread.ask({ kind: 'pdf', content, readScan: false });
  return answer.kind === 'pdf' ? pagesToShown(answer.pages) : undefined;
}
