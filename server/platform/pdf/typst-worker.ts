import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

// Typst compiles synchronously, so it has a thread of its own. The parent sends one document at a time and waits for the
// answer: between two documents the event loop turns, and only then are Typst's native buffers freed (a tight loop grew from
// 254 to 665 MB over 4,000 documents, this one stays flat).

export type TypstWorkerData = { fontFiles: readonly string[]; fontFamilies: readonly string[] };
export type TypstRequest = { template: string; json: string; createdAtSeconds: number };
export type TypstAnswer = { pdf: Uint8Array } | { error: string };

const { fontFiles, fontFamilies }: TypstWorkerData = workerData;
const port = parentPort;
if (!port) throw new Error('typst-worker.ts runs as a worker thread only');

// Fonts come from these files alone, never from the system: a document looks the same wherever it is made.
const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fontFiles.map(path => readFileSync(path)) }] });
const fonts = JSON.stringify(fontFamilies);

port.on('message', (request: TypstRequest) => {
  port.postMessage(compile(request));
});

function compile({ template, json, createdAtSeconds }: TypstRequest): TypstAnswer {
  try {
    const result = compiler.compile({ mainFileContent: template, inputs: { data: json, fonts } });
    const document = result.result;
    if (!document) return { error: describe(result.takeDiagnostics()?.shortDiagnostics) };
    return { pdf: compiler.pdf(document, { pdfStandard: 'a-2b', creationTimestamp: createdAtSeconds }) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  } finally {
    // Also after a failure: Typst's memoized results leave by eviction only (typst/typst#8628).
    compiler.evictCache(1);
  }
}

function describe(diagnostics: unknown): string {
  return JSON.stringify(diagnostics ?? 'no diagnostics').slice(0, 2000);
}
