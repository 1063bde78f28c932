import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type FileStore, fileIdPattern, roomIn, type StoredFile, writeToDisk } from './files.ts';

export interface S3Options {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Before every key, for a bucket that others use too; with a slash at its end. */
  readonly prefix: string;
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. */
  readonly pathStyle: boolean;
  /** Where files lie while they come in, and while a reader needs them on a disk. */
  readonly folder: string;
  /** Between one try and the next, milliseconds. */
  readonly pauseMs?: number;
}

const attempts = 4;
/** What goes wrong is thrown, and logged where it is caught; the client would print it too. */
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
/** Without an answer for so long it is another try. */
const silenceMs = 30_000;

/**
 * Any store that speaks S3, by the SHA-256 of the content under `ab/cd/abcd…`. A file goes through the local disk first: only then is its
 * name known. The signed SHA-256 of the body makes the store refuse what did not arrive whole. Throws at once when the bucket cannot be
 * listed. The client is loaded here, so that an installation with a folder never loads it.
 */
export async function createS3Store(options: S3Options): Promise<FileStore> {
  const s3 = await import('@aws-sdk/client-s3');
  const { bucket: Bucket, prefix, folder, pauseMs = 300 } = options;
  const client = new s3.S3Client({
    endpoint: options.endpoint,
    region: options.region,
    forcePathStyle: options.pathStyle,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    // The newer trailing checksums are known to few stores beside Amazon's; ours is signed with the request.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5_000, requestTimeout: silenceMs, throwOnRequestTimeout: true },
    // Streams cannot be sent twice by the client: `again` begins with a new one.
    maxAttempts: 1,
    logger: silent,
  });
  const keyOf = (id: string): string => {
    if (!fileIdPattern.test(id)) throw new Error('not a file id');
    return `${prefix}${id.slice(0, 2)}/${id.slice(2, 4)}/${id}`;
  };

  /** What the store refuses stays refused; no answer, 5xx and 429 are asked once more. */
  async function again<T>(ask: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask();
      } catch (error) {
        const status = error instanceof s3.S3ServiceException ? (error.$metadata.httpStatusCode ?? 500) : 500;
        if (attempt >= attempts || (status < 500 && status !== 429)) throw error;
        await pause(pauseMs * 2 ** attempt);
      }
    }
  }
  const isMissing = (error: unknown): boolean => error instanceof s3.S3ServiceException && error.$metadata.httpStatusCode === 404;

  async function send({ id, bytes }: StoredFile, path: string): Promise<void> {
    const command = new s3.PutObjectCommand({ Bucket, Key: keyOf(id), Body: createReadStream(path), ContentLength: bytes });
    command.middlewareStack.add(
      next => args => {
        const { request } = args;
        if (typeof request === 'object' && request !== null && 'headers' in request)
          Object.assign(Object(request.headers), { 'x-amz-content-sha256': id });
        return next(args);
      },
      { step: 'build' },
    );
    await client.send(command);
  }

  async function get(id: string): Promise<Readable> {
    const Key = keyOf(id);
    const { Body } = await again(() => client.send(new s3.GetObjectCommand({ Bucket, Key })));
    if (!(Body instanceof Readable)) throw new Error('the store answered without a body');
    return Body;
  }
  async function find(id: string): Promise<Date | undefined> {
    const Key = keyOf(id);
    try {
      const { LastModified } = await again(() => client.send(new s3.HeadObjectCommand({ Bucket, Key })));
      return LastModified ?? new Date();
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
  const remove = async (id: string): Promise<void> => {
    const Key = keyOf(id);
    await again(() => client.send(new s3.DeleteObjectCommand({ Bucket, Key })));
  };

  await again(() => client.send(new s3.ListObjectsV2Command({ Bucket, Prefix: prefix, MaxKeys: 1 })));
  return {
    async put(content, { maxBytes }) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, randomUUID());
      try {
        const written = await writeToDisk(content, path, maxBytes);
        // Put again even when it is there: that it was wanted today keeps it from being swept.
        if (!('refused' in written)) await again(() => send(written, path));
        return written;
      } finally {
        await rm(path, { force: true });
      }
    },
    get,
    async withPath(id, use) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, randomUUID());
      try {
        const hash = createHash('sha256');
        const watch = async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            hash.update(chunk);
            yield chunk;
          }
        };
        await pipeline(await get(id), watch, createWriteStream(path, { mode: 0o600 }));
        if (hash.digest('hex') !== id) throw new Error('the store gave back something else than it was given');
        return await use(path);
      } finally {
        await rm(path, { force: true });
      }
    },
    has: async id => (await find(id)) !== undefined,
    remove,
    room: () => roomIn(folder),
    async *list() {
      let token: string | undefined;
      do {
        const page: Awaited<ReturnType<typeof listPage>> = await listPage(token);
        for (const { Key = '', Size = 0, LastModified = new Date() } of page.Contents ?? []) {
          const id = Key.split('/').at(-1) ?? '';
          if (fileIdPattern.test(id) && Key === keyOf(id)) yield { id, bytes: Size, putAt: LastModified };
        }
        token = page.NextContinuationToken;
      } while (token);
    },
    async removeUnlessPutSince(id, moment) {
      // S3 cannot compare and delete at once; between the two lie milliseconds, and a sweep asks for things a week old.
      const putAt = await find(id);
      if (!putAt || putAt >= moment) return false;
      await remove(id);
      return true;
    },
  };

  function listPage(token: string | undefined) {
    const query = { Bucket, Prefix: prefix, ...(token ? { ContinuationToken: token } : {}) };
    return again(() => client.send(new s3.ListObjectsV2Command(query)));
  }
}
