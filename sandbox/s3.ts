import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { demoS3 } from './demo-credentials.ts';
import type { Answer, Call, Handler } from './http.ts';
import { createSigv4Check } from './sigv4-check.ts';

const statuses: Readonly<Record<string, number>> = {
  NoSuchKey: 404,
  NoSuchBucket: 404,
  MethodNotAllowed: 405,
  BadDigest: 400,
  XAmzContentSHA256Mismatch: 400,
  InvalidArgument: 400,
  AuthorizationHeaderMalformed: 400,
  SlowDown: 503,
};
const escaped = (text: string): string => text.replace(/[<>&'"]/g, character => `&#${character.charCodeAt(0)};`);
const xml = (body: string, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

/** How S3 says no. */
export const s3Refusal = (code: string): Answer => {
  const named = code || 'SlowDown';
  return xml(`<Error><Code>${escaped(named)}</Code><Message>${escaped(named)}</Message></Error>`, statuses[named] ?? 403);
};

/**
 * An object store by the S3 protocol, path style, one bucket: PutObject, GetObject, HeadObject, DeleteObject, ListObjectsV2 of pages of
 * 1,000, signatures and the body's SHA-256 checked. Objects are files of a folder.
 */
export function createS3(options: { folder: string; now: () => number; pageSize?: number }): Handler {
  const { folder, now, pageSize = 1000 } = options;
  const check = createSigv4Check({ ...demoS3, now });
  const objects = join(folder, demoS3.bucket);
  const fileOf = (key: string): string => join(objects, encodeURIComponent(key));
  const found = (key: string) => stat(fileOf(key)).catch(() => undefined);

  const methods: Readonly<Record<string, (call: Call, key: string, bodySha256: string) => Promise<Answer | undefined>>> = {
    async PUT({ req }, key, bodySha256) {
      await mkdir(objects, { recursive: true });
      const [temporary, hash] = [join(folder, randomUUID()), createHash('sha256')];
      const hashing = new Transform({
        transform(chunk, _encoding, next) {
          hash.update(chunk);
          next(null, chunk);
        },
      });
      try {
        await pipeline(req, hashing, createWriteStream(temporary));
        if (hash.digest('hex') !== bodySha256) return s3Refusal('XAmzContentSHA256Mismatch');
        await rename(temporary, fileOf(key));
      } finally {
        await rm(temporary, { force: true });
      }
      return { headers: { etag: `"${bodySha256.slice(0, 32)}"` }, body: '' };
    },
    async GET({ res }, key) {
      const file = await found(key);
      if (!file) return s3Refusal('NoSuchKey');
      res.writeHead(200, headersOf(file));
      await pipeline(createReadStream(fileOf(key)), res);
      return undefined;
    },
    async HEAD(_, key) {
      const file = await found(key);
      return file ? { headers: headersOf(file) } : { status: 404 };
    },
    async DELETE(_, key) {
      await rm(fileOf(key), { force: true });
      return { status: 204 };
    },
  };

  async function list(query: URLSearchParams): Promise<Answer> {
    const [prefix, after] = [query.get('prefix') ?? '', query.get('continuation-token') ?? ''];
    const most = Math.min(pageSize, Number(query.get('max-keys') ?? pageSize));
    const names = (await readdir(objects).catch(() => [])).map(decodeURIComponent).sort();
    const left = names.filter(key => key.startsWith(prefix) && key > after);
    const keys = left.slice(0, most);
    const contents = await Promise.all(
      keys.map(async key => {
        const { size, mtime } = await stat(fileOf(key));
        return `<Contents><Key>${escaped(key)}</Key><LastModified>${mtime.toISOString()}</LastModified><Size>${size}</Size></Contents>`;
      }),
    );
    const more = left.length > keys.length && keys.length > 0;
    return xml(
      `<ListBucketResult><Name>${demoS3.bucket}</Name><Prefix>${escaped(prefix)}</Prefix><KeyCount>${keys.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${more}</IsTruncated>${
        more ? `<NextContinuationToken>${escaped(keys.at(-1) ?? '')}</NextContinuationToken>` : ''
      }${contents.join('')}</ListBucketResult>`,
    );
  }

  return async call => {
    const checked = check(call);
    if ('code' in checked) return s3Refusal(checked.code);
    const [bucket, ...rest] = call.path.replace(/^\/s3\//, '').split('/');
    if (bucket !== demoS3.bucket) return s3Refusal('NoSuchBucket');
    const key = decodeURIComponent(rest.join('/'));
    if (!key)
      return call.method === 'GET' && call.query.get('list-type') === '2' ? list(call.query) : s3Refusal('MethodNotAllowed');
    const method = methods[call.method];
    return method ? method(call, key, checked.bodySha256) : s3Refusal('MethodNotAllowed');
  };
}

const headersOf = ({ size, mtime }: { size: number; mtime: Date }) => ({
  'content-type': 'application/octet-stream',
  'content-length': String(size),
  'last-modified': mtime.toUTCString(),
});
