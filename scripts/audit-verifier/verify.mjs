#!/usr/bin/env node
// Checks an export of the audit, or the proof of one row, knowing nothing but docs/audit.md. Shares no code with the program.
//   node verify.mjs FILE [--keys jwks.json] [--heads heads.jws]
// --keys: the public keys that you trust (https://…/.well-known/jwks.json); otherwise those in the file, which prove less.
// --heads: heads that you have kept yourself. Ends with 0 when all is in order, 1 when something is found, 2 when it cannot read.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const jcs = row =>
  `{${Object.keys(row)
    .sort()
    .map(name => `${JSON.stringify(name)}:${JSON.stringify(row[name])}`)
    .join(',')}}`;
const leafOf = row => sha256(Buffer.of(0), Buffer.from(jcs(row), 'utf8'));
const nodeOf = (left, right) => sha256(Buffer.of(1), left, right);
const historyHash = history => sha256(Buffer.from(jcs(history), 'utf8')).toString('hex');
const fields = 'action actor addressPrefix at detailSha256 historySeq historySha256 id object schoolId';
const isBatch = ({ object }) => object.startsWith('history-batch:');
const lateHours = 6;
const isRow = row => Object.keys(row).sort().join(' ') === fields;

/** A head in JWS compact form, EdDSA; undefined unless one of the keys signed it. */
function readHead(jws, keys) {
  const [head, body, signature, ...more] = String(jws).split('.');
  try {
    const { alg, kid, typ } = JSON.parse(Buffer.from(head, 'base64url'));
    const key = keys.find(one => one.kid === kid && one.crv === 'Ed25519');
    if (!key || alg !== 'EdDSA' || typ !== 'quxiang-audit-head' || more.length > 0) return undefined;
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.x }, format: 'jwk' });
    const isSigned = verifySignature(null, Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url'));
    return isSigned ? JSON.parse(Buffer.from(body, 'base64url')) : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 9162 §2.1.3.2. */
function checkProof({ row, history, index, path, head, keys: given }, keys = given) {
  const signed = readHead(head, keys);
  if (!signed) return ['head: not signed by a trusted key'];
  if (!isRow(row)) return ['row: other fields than the format has'];
  if (row.historySeq !== null && !isBatch(row) && (!history || historyHash(history) !== row.historySha256))
    return ['history: changed or lost'];
  let [at, last, root] = [index, signed.size - 1, leafOf(row)];
  if (!(at >= 0 && at <= last)) return ['index: not in the tree'];
  for (const hash of path.map(hex => Buffer.from(hex, 'hex'))) {
    if (last === 0) return ['path: too long'];
    if (at % 2 === 1 || at === last) {
      root = nodeOf(hash, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else root = nodeOf(root, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && root.toString('hex') === signed.root ? [] : ['proof: does not lead to the signed root'];
}

async function checkExport(lines, trusted, own) {
  const found = [];
  const [heads, kept, steps, covered, odd, leafAt] = [[], new Set(), new Map(), new Map(), [], new Map()];
  const [batches, others] = [new Map(), []];
  let [keys, size, nth, broken, rows, end, stack] = [trusted, 0, 0, false, 0, undefined, []];
  const root = () => stack.reduceRight((right, { hash }) => (right ? nodeOf(hash, right) : hash), undefined) ?? sha256();
  const append = hash => {
    for (stack.push({ level: 0, hash }), size++; stack.length > 1 && stack.at(-1).level === stack.at(-2).level; ) {
      const [right, left] = [stack.pop(), stack.pop()];
      stack.push({ level: left.level + 1, hash: nodeOf(left.hash, right.hash) });
    }
    for (; nth < heads.length && heads[nth].size <= size; nth++) {
      if (broken || heads[nth].root === root().toString('hex')) continue;
      broken = found.push(
        `leaves ${heads[nth - 1]?.size ?? 0} to ${size - 1}: changed, the root is not that of head ${heads[nth].number}`,
      );
    }
  };
  const lookAtHead = (jws, from) => {
    const head = readHead(jws, keys);
    const before = heads.at(-1);
    if (!head) found.push(`head ${from}: forged, no trusted key signed it`);
    else if (head.number !== (before?.number ?? 0) + 1)
      found.push(`head ${head.number}: heads before it are missing, or it is out of order`);
    if (head && (!before || (head.number > before.number && head.size >= before.size))) heads.push({ ...head, jws });
  };
  const lookAtRow = ({ leaf, row, history }) => {
    rows++;
    if (leaf && leaf.index !== size && !broken) broken = found.push(`leaf ${size}: lost from the tree`);
    const [head, before] = [heads[nth], heads[nth - 1]];
    if (leaf && !row) found.push(`row ${leaf.index} (id ${leaf.id}): lost`);
    if (row && !isRow(row)) found.push(`row ${row.id}: other fields than the format has`);
    if (row && leaf && leafOf(row).toString('hex') !== leaf.hash) odd.push({ leaf, row, before, head });
    else if (row && leaf && before && Date.parse(row.at) < Date.parse(before.at) - 3600000)
      found.push(
        `row ${leaf.index} (id ${row.id}): back-dated, ${row.at} though head ${before.number} of ${before.at} came before it`,
      );
    if (row && !leaf && row.id <= (heads.at(-1)?.settled ?? 0)) found.push(`row id ${row.id}: inserted afterwards`);
    if (row && isBatch(row)) {
      const number = Number(row.object.split(':')[1]);
      const seal = leaf ? before : heads.at(-1);
      const notBefore = seal && number > 1 ? Date.parse(seal.at) - lateHours * 3600000 : 0;
      batches.set(number, { at: Date.parse(row.at), count: row.historySeq, sha256: row.historySha256, notBefore, hashes: [] });
    } else if (row && row.historySeq !== null) {
      const [, school] = /^case:(\d+)-/.exec(row.object) ?? [];
      if (!history) found.push(`${row.object} step ${row.historySeq}: lost from the history`);
      else if (historyHash(history) !== row.historySha256)
        found.push(`${row.object} step ${row.historySeq}: changed in the history`);
      if (history) covered.set(Number(school), (covered.get(Number(school)) ?? 0) + 1);
    }
    if (!leaf) return;
    leafAt.set(leaf.hash, leaf.index);
    append(Buffer.from(leaf.hash, 'hex'));
  };
  // A row of another history: sealed by its hash in a batch, which an event of the log covers.
  const lookAtHistory = ({ kind, key, sealed, content }) => {
    rows++;
    const [batch, where] = [sealed && batches.get(sealed.batch), `history ${kind} ${key}`];
    if (batch) batch.hashes[sealed.place] = sealed.hash;
    if (sealed && !batch) found.push(`${where}: sealed in batch ${sealed.batch}, of which no row tells`);
    if (!content) found.push(`${where}: lost`);
    else if (!sealed) others.push({ where, at: content.at });
    else if (content.history !== kind || historyHash(content) !== sealed.hash) found.push(`${where}: changed`);
    else if (batch && Date.parse(content.at) < batch.notBefore)
      found.push(`${where}: back-dated, ${content.at} is long before it was sealed`);
  };
  for await (const text of lines) {
    const line = JSON.parse(text);
    if (line.format) keys ??= line.keys;
    else if (line.head) lookAtHead(line.head, heads.length + 1);
    else if (line.kept) kept.add(line.kept);
    else if (line.school) steps.set(line.school, line.steps);
    else if ('leaf' in line) lookAtRow(line);
    else if ('kind' in line) lookAtHistory(line);
    else end = line.end;
  }
  for (const { leaf, row, before } of odd) {
    const place = leafAt.get(leafOf(row).toString('hex'));
    const early = before && Date.parse(row.at) < Date.parse(before.at) - 60000 ? ' back-dated,' : '';
    found.push(
      `row ${leaf.index} (id ${row.id}):${early} ${place === undefined ? 'changed' : `moved, its content was sealed as row ${place}`}`,
    );
  }
  for (const [number, { count, sha256: hash, hashes }] of batches)
    if (hashes.length !== count || sha256(Buffer.from(hashes.join(''), 'hex')).toString('hex') !== hash)
      found.push(`history batch ${number}: changed, it was sealed with ${count} rows`);
  const sealedUpTo = Math.max(0, ...[...batches.values()].map(({ at }) => at)) - lateHours * 3600000;
  for (const { where, at } of others) if (Date.parse(at) < sealedUpTo) found.push(`${where}: inserted afterwards, ${at}`);
  for (const [school, count] of steps)
    if (count > (covered.get(school) ?? 0))
      found.push(`school ${school}: ${count - (covered.get(school) ?? 0)} steps of the history without a row`);
  if (end !== rows) found.push('export: cut off');
  if (size < (heads.at(-1)?.size ?? 0)) found.push(`leaves from ${size}: lost, the last head has ${heads.at(-1).size}`);
  if (size > (heads.at(-1)?.size ?? 0)) found.push(`leaves from ${heads.at(-1)?.size ?? 0}: under no head`);
  const there = new Set(heads.map(({ jws }) => jws));
  for (const jws of kept)
    if (!there.has(jws)) found.push(`head ${readHead(jws, keys)?.number ?? '?'}: in the database, not in the file`);
  for (const { jws, number } of heads) if (!kept.has(jws)) found.push(`head ${number}: in the file, not in the database`);
  for (const jws of own)
    if (!there.has(jws))
      found.push(`head ${readHead(jws, keys)?.number ?? '?'}: you have kept it, the export has another or none`);
  return { found, size, heads: heads.length };
}

const [file, ...options] = process.argv.slice(2);
const option = name => (options.includes(name) ? readFileSync(options[options.indexOf(name) + 1], 'utf8') : undefined);
try {
  const keys = option('--keys') && JSON.parse(option('--keys')).keys;
  const own = (option('--heads') ?? '').split('\n').filter(Boolean);
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  const first = JSON.parse((await lines[Symbol.asyncIterator]().next()).value.slice(0, 1_000_000));
  lines.close();
  const proof = first.format === 'quxiang-audit-proof-1';
  const { found, ...counts } = proof
    ? { found: checkProof(first, keys) }
    : await checkExport(createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }), keys, own);
  for (const line of found) console.log(line);
  console.log(
    found.length
      ? `FOUND ${found.length}`
      : `OK${proof ? ', the row is in the tree' : `, ${counts.size} rows, ${counts.heads} heads`}`,
  );
  if (!keys) console.log('note: checked with the keys in the file itself; give --keys to check with keys that you trust');
  process.exitCode = found.length ? 1 : 0;
} catch (error) {
  console.log(`cannot read: ${error.message}`);
  process.exitCode = 2;
}
