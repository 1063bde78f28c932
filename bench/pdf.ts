// Agreements per second: setting, signing, and memory over many, against a warm Chromium that prints a page of the same rows.
// npm run bench -- pdf [documents]; figures are of one run, rounds interleaved, and mean something as ratios only.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { type AgreementDocument, toPrintable } from '#server/documents/agreement/agreement-data.ts';
import { renderAgreement } from '#server/documents/agreement/render-agreement.ts';
import { onlineAgreement } from '#server/documents/agreement/testing/fixtures.ts';
import { checkSignature } from '#server/platform/pdf/check-signature.ts';
import { createPdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { signPdf } from '#server/platform/pdf/sign-pdf.ts';
import { loadSigningCertificate } from '#server/platform/pdf/signing-certificate.ts';

const documents = Number(process.argv[2] ?? 500);
const rounds = 10;
const perRound = 10;

const megabytes = () => Math.round(process.memoryUsage.rss() / 1024 / 1024);
const now = new Date();
const folder = await mkdtemp(join(tmpdir(), 'quxiang-bench-pdf-'));
const certificate = await loadSigningCertificate(join(folder, 'certificate'), { now, mayMakeTest: true });
const renderer = createPdfRenderer();

const numbered = (i: number): AgreementDocument => ({ ...onlineAgreement, agreementNumber: String(2027320100000000 + i) });
const makePdf = (i: number) => renderAgreement(renderer, numbered(i), 'https://qx.example');
const sign = (pdf: Buffer) => signPdf(pdf, { certificate, signedAt: now, reason: 'Agreement in force' });

/** The same words in the same kind of grid, as a browser would be given them. */
function toHtml(document: AgreementDocument): string {
  const cell = (text: string) => `<td>${text.replace(/[&<>]/g, c => `&#${c.charCodeAt(0)};`)}</td>`;
  const rows = Object.values(toPrintable(document)).flatMap(part =>
    part && typeof part === 'object' && !Array.isArray(part) ? Object.entries(part).map(row => row.map(String)) : [],
  );
  const table = rows.map(row => `<tr>${row.map(cell).join('')}</tr>`).join('');
  return `<!doctype html><meta charset="utf-8"><style>@page{size:A4;margin:15mm}body{font:9pt "Noto Sans SC",sans-serif}
    table{width:100%;border-collapse:collapse}td{border:.4pt solid #999;padding:3pt}</style><h1>就业协议书</h1><table>${table}</table>`;
}

async function timed(work: (i: number) => Promise<unknown>, from: number): Promise<number> {
  const start = performance.now();
  for (let i = from; i < from + perRound; i++) await work(i);
  return (performance.now() - start) / perRound;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium';
  return existsSync(executablePath) ? chromium.launch({ executablePath, args: ['--no-sandbox'] }) : undefined;
}

const browser = await openBrowser();
const page = await browser?.newPage();
const times = { set: [] as number[], sign: [] as number[], check: [] as number[], print: [] as number[] };
const unsigned = await makePdf(0);
const signed = (await sign(unsigned)).pdf;
for (let round = -1; round < rounds; round++) {
  const from = (round + 1) * perRound;
  const measured = {
    set: await timed(makePdf, from),
    sign: await timed(() => sign(unsigned), from),
    check: await timed(async () => checkSignature(signed), from),
    ...(page && {
      print: await timed(async i => {
        await page.setContent(toHtml(numbered(i)));
        await page.pdf({ format: 'A4', printBackground: true });
      }, from),
    }),
  };
  // The first round warms all of them up.
  if (round < 0) continue;
  times.set.push(measured.set);
  times.sign.push(measured.sign);
  times.check.push(measured.check);
  if (measured.print !== undefined) times.print.push(measured.print);
}
await browser?.close();

const memory = [megabytes()];
for (let i = 0; i < documents; i++) {
  await sign(await makePdf(10_000 + i));
  if ((i + 1) % Math.ceil(documents / 5) === 0) memory.push(megabytes());
}
await renderer.close();
await rm(folder, { recursive: true, force: true });

const [set, signing, checking, print] = [times.set, times.sign, times.check, times.print].map(median);
console.log(`set one agreement        ${set?.toFixed(1)} ms, ${unsigned.length} bytes`);
console.log(`sign it, checked (B-B)   ${signing?.toFixed(1)} ms`);
console.log(`check a signature        ${checking?.toFixed(1)} ms`);
if (print && set)
  console.log(`warm Chromium print      ${print.toFixed(1)} ms, ${(print / set).toFixed(1)} times as long as setting`);
else console.log('warm Chromium print      skipped: no Chromium here (CHROME_PATH)');
console.log(`memory, ${documents} signed agreements: ${memory.join(' → ')} MB`);
