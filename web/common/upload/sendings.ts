/** Uploads, kept apart from the pages: they go on when a person leaves the page, and are there when the person comes back. */
import { RequestRefused } from '#contract/client.ts';
import { fileBytesAtMost, pdfBytesAtMost } from '#domain/rules/file-limits.ts';
import type { Delivery, Phase } from './send-file.ts';
import { isPicture, shrinkPicture, type Turn } from './shrink-picture.ts';

export interface Sending {
  readonly id: number;
  /** Its field on the page. */
  readonly slot: string;
  readonly name: string;
  readonly bytes: number;
  /** A preview; none where the browser cannot draw the file. */
  readonly preview?: string | undefined;
  readonly turn: Turn;
  /** Chosen but not yet to be sent; waiting for the files before it; being sent; checked by the server; failed. */
  readonly state: 'chosen' | 'queued' | Phase | 'failed';
  readonly sent: number;
  readonly problem?: string;
  /** It would be refused again: only another file helps. */
  readonly isFinal?: boolean;
}

interface Task {
  readonly file: File;
  /** Sends it, and tells the page that it has arrived. */
  readonly deliver: (delivery: Delivery) => Promise<void>;
  readonly onFailed?: ((error: unknown) => boolean) | undefined;
  stop: AbortController;
}

let list: readonly Sending[] = [];
const tasks = new Map<number, Task>();
const listeners = new Set<() => void>();
let nextId = 1;
/** One at a time: on a slow connection eight at once would all time out. */
let lane: Promise<void> = Promise.resolve();

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export const sendings = (): readonly Sending[] => list;

function change(to: readonly Sending[]): void {
  list = to;
  for (const listener of listeners) listener();
}
const update = (id: number, to: Partial<Sending>) => change(list.map(one => (one.id === id ? { ...one, ...to } : one)));

const tooLarge = '文件过大，最大 20 MB（PDF 为 5 MB）。';
/** Faults that can be found without sending the file. The server checks the content and decides. */
function faultOf(file: File): string | undefined {
  const isPdf = file.type === 'application/pdf' || /\.pdf$/i.test(file.name);
  if (!isPdf && !isPicture(file) && !/\.hei[cf]$/i.test(file.name))
    return '文件不是可接受的类型，请上传 JPEG、PNG、WebP、HEIC 图片或 PDF。';
  if (file.size === 0) return '文件是空的，请重新选择。';
  // A large photograph is shrunk before it is sent.
  return file.size > (isPdf ? pdfBytesAtMost : isPicture(file) ? 5 * fileBytesAtMost : fileBytesAtMost) ? tooLarge : undefined;
}

interface Chosen<Taken> {
  readonly slot: string;
  readonly file: File;
  readonly send: (delivery: Delivery) => Promise<Taken>;
  readonly onTaken: (file: Taken) => void;
  /** Returns true when it has dealt with the error; otherwise the error is shown at the file. */
  readonly onFailed?: (error: unknown) => boolean;
}

/** Adds a file to a field, with a preview; `send` sends it. */
export function choose<Taken>({ slot, file, send: sendIt, onTaken, onFailed }: Chosen<Taken>): void {
  const id = nextId;
  nextId += 1;
  const problem = faultOf(file);
  const preview = isPicture(file) && !problem ? URL.createObjectURL(file) : undefined;
  const deliver = async (delivery: Delivery) => {
    const taken = await sendIt(delivery);
    drop(id);
    onTaken(taken);
  };
  tasks.set(id, { file, deliver, onFailed, stop: new AbortController() });
  const one = { id, slot, name: file.name, bytes: file.size, preview, turn: 0, sent: 0 } as const;
  change([...list, problem ? { ...one, state: 'failed', problem, isFinal: true } : { ...one, state: 'chosen' }]);
}

export function drop(id: number): void {
  const one = list.find(it => it.id === id);
  if (one?.preview) URL.revokeObjectURL(one.preview);
  tasks.get(id)?.stop.abort();
  tasks.delete(id);
  change(list.filter(it => it.id !== id));
}

const turns: Readonly<Record<Turn, Turn>> = { 0: 90, 90: 180, 180: 270, 270: 0 };
export const turn = (id: number): void => change(list.map(one => (one.id === id ? { ...one, turn: turns[one.turn] } : one)));

/** The browser cannot draw it: there is nothing to look at or to turn. */
export const withoutPreview = (id: number): void => update(id, { preview: undefined, turn: 0 });

/** Sends all files of a field that are chosen or have failed. */
export function send(slot: string): void {
  for (const one of list) if (one.slot === slot && one.state === 'chosen') enqueue(one.id);
}
export const retry = (id: number): void => enqueue(id);

function enqueue(id: number): void {
  change(
    list.map(one => {
      if (one.id !== id) return one;
      const { problem: _, isFinal: __, ...rest } = one;
      return { ...rest, state: 'queued' };
    }),
  );
  lane = lane.then(() => run(id));
}

async function run(id: number): Promise<void> {
  const task = tasks.get(id);
  const one = list.find(it => it.id === id);
  if (!task || !one) return;
  try {
    const content = await shrinkPicture(task.file, one.turn);
    if (content.size > fileBytesAtMost) throw new Error(tooLarge);
    update(id, { bytes: content.size, state: 'sending', sent: 0 });
    // While the server checks one file, the next is sent.
    await new Promise<void>(freeLane => {
      const onProgress = (state: Phase, sent: number) => {
        update(id, { state, sent });
        if (state === 'checking') freeLane();
      };
      task
        .deliver({ content, name: one.name, signal: task.stop.signal, onProgress })
        .catch(error => fail(id, task, error))
        .finally(freeLane);
    });
  } catch (error) {
    fail(id, task, error);
  }
}

function fail(id: number, task: Task, error: unknown): void {
  if (!tasks.has(id)) return;
  task.stop = new AbortController();
  if (task.onFailed?.(error)) drop(id);
  else {
    const isFinal = error instanceof RequestRefused && error.problem.code.startsWith('file-');
    update(id, { state: 'failed', isFinal, problem: error instanceof Error ? error.message : '上传没有成功，请重试。' });
  }
}
