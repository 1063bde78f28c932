import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { createPdfRenderer } from '../pdf/pdf-renderer.ts';
import { signPdf } from '../pdf/sign-pdf.ts';
import { loadSigningCertificate } from '../pdf/signing-certificate.ts';
import { findPdfFault } from './find-pdf-fault.ts';
import { type Parts, pdf } from './testing/pdf.ts';

const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
/** Four things that a viewer may do by itself. */
const actions: Readonly<Record<string, string>> = {
  JavaScript: script,
  Launch: '<< /S /Launch /F (cmd.exe) >>',
  SubmitForm: '<< /S /SubmitForm /F (https://example.com/) >>',
  GoToR: '<< /S /GoToR /F (\\\\\\\\host\\\\share) /D [0 /Fit] >>',
};

const stream = (dictionary: string, body: Buffer | string): string =>
  `<< ${dictionary} /Length ${body.length} >>\nstream\n${typeof body === 'string' ? body : body.toString('latin1')}\nendstream`;
/** An object stream that packs an object as number 50; `dictionary` says how. */
const packed = (dictionary: string, object: string, wrap: (body: Buffer) => Buffer = body => body): string =>
  stream(`/Type /ObjStm /N 1 /First 5 ${dictionary}`, wrap(deflateSync(Buffer.from(`50 0 ${object}`))));
const toHex = (body: Buffer) => Buffer.from(`${body.toString('hex')}>`);

describe('ways around a search for bytes', () => {
  const ways: Readonly<Record<string, (action: string) => string>> = {
    'an abbreviated filter': action => packed('/Filter /Fl', action),
    'an abbreviated filter in an array': action => packed('/Filter [/Fl]', action),
    'an abbreviated filter, spelled in hex': action => packed('/Filter /F#6c', action),
    'two abbreviated filters': action => packed('/Filter [/AHx /Fl]', action, toHex),
    'the word stream in a string': action => packed('/X (stream) /Filter /FlateDecode', action),
    'the word endstream in a comment': action => packed('/X 1 % stream endstream\n/Filter /FlateDecode', action),
  };
  for (const [action, object] of Object.entries(actions))
    for (const [way, write] of Object.entries(ways))
      test(`${action}: ${way}`, () => {
        const content = pdf({ catalog: '/OpenAction [100 0 R /Fit]', objects: [write(object)] });
        // The name is nowhere in the bytes: only who unpacks the stream meets it.
        assert.ok(!content.toString('latin1').includes(`/${action}`));
        assert.equal(findPdfFault(content), 'scripts');
      });
});

describe('objects that only a viewer finds, by a table that points there', () => {
  const object = `50 0 obj ${script} endobj`;
  const hidden = `50 0 obj ${packed('/Filter /FlateDecode', script)} endobj`;
  const places: Readonly<Record<string, Parts>> = {
    'in the bytes of a stream': { objects: [stream('', object)] },
    'packed, in the bytes of a stream': { objects: [stream('', hidden)] },
    'in a string': { objects: [`(${object.replaceAll(/[()\\]/g, '')})`] },
    'in a hex string': { objects: [`<${hidden.replaceAll('>', '')}>`] },
    'in a comment': { objects: [`1 % ${object.replaceAll('\n', ' ')}\n`] },
    'with comments between number and word': { objects: [stream('', object.replace('50 0 obj', '50 % a\n0 % b\n% c\nobj'))] },
    'with another kind of white space': { objects: [stream('', object.replace('50 0 obj', '50\0\f0\tobj'))] },
    'a trailer with its own catalogue': { objects: [stream('', 'trailer % a\n << /Root << /Pages 2 0 R /X 9 0 R >> >>')] },
    'a stream of packed objects that does not say so': {
      objects: [packed('/Filter /FlateDecode', script).replace('/Type /ObjStm', '')],
    },
    'one that says so elsewhere': {
      objects: [packed('/Filter /FlateDecode', script).replace('/Type /ObjStm', '/Type 21 0 R'), '/ObjStm'],
    },
    'one with two filters to choose from': { objects: [packed('/Filter /X /Filter /FlateDecode', '<< >>')] },
    'one whose filter is elsewhere': { objects: [packed('/Filter 21 0 R', '<< >>'), '/FlateDecode'] },
    'one with a predictor': { objects: [packed('/Filter /FlateDecode /DecodeParms << /Predictor 12 >>', '<< >>')] },
    'one that says that it holds more than it does': {
      objects: [packed('/Filter /FlateDecode', '<< >>').replace('/N 1', '/N 2')],
    },
    'a stream whose bytes are in another file': { objects: [stream('/F (\\\\\\\\host\\\\share)', '')] },
    'an earlier version of an object': { objects: ['1 endobj 20 0 obj << /S /Launch /F (cmd.exe) >> endobj 20 0 obj 1'] },
    'a jump with something behind it': { catalog: '/OpenAction << /S /GoTo /D [100 0 R /Fit] /Next 21 0 R >>' },
    'a jump that is two things': { catalog: '/OpenAction << /S /GoTo /S /URI /URI (https://example.com/) >>' },
  };
  for (const [place, parts] of Object.entries(places))
    test(place, () => assert.equal(findPdfFault(pdf({ catalog: '/OpenAction [100 0 R /Fit]', ...parts })), 'scripts'));
});

test('what is not by the book is broken', () => {
  const objects: Readonly<Record<string, string>> = {
    'a dictionary without an end': '<< /A 1',
    'a key without a name': '<< 1 2 >>',
    'a string without an end': '(never',
    'a word that is none': 'hello',
    'a stream without an end': '<< /Length 9 >> stream',
    'deeper than anybody writes': `${'['.repeat(5000)}${']'.repeat(5000)}`,
    'more values than anybody writes': `[${'1 '.repeat(2_400_000)}]`,
  };
  for (const [what, object] of Object.entries(objects)) assert.equal(findPdfFault(pdf({ objects: [object] })), 'broken', what);
});

test('a file made to keep its reader busy is read in one pass', () => {
  const busy: Readonly<Record<string, string>> = {
    'numbers and comments in one line': stream('', `${'1 %'.repeat(1_500_000)}\nobj`),
    'lines of comments': stream('', `0 ${'%\n'.repeat(1_500_000)}obj`),
    'one packed object, a hundred thousand times': stream(
      '/Type /ObjStm /N 100000 /First 600000 /Filter /FlateDecode',
      deflateSync(Buffer.from(`${'50 0 '.repeat(100_000).padEnd(600_000)}[${'1 '.repeat(1_000_000)}]`)),
    ),
  };
  for (const [what, object] of Object.entries(busy)) assert.equal(findPdfFault(pdf({ objects: [object] })), 'scripts', what);
});

describe('what honest programs write', () => {
  test('files of cairo, Ghostscript and qpdf: linearized, with tables as streams, packed objects, a scan', async () => {
    // Made by cairo 1.16, Ghostscript 10.0 and qpdf 11.3 from one drawing.
    const folder = new URL('./fixtures/', import.meta.url);
    const names = (await readdir(folder)).filter(name => name.endsWith('.pdf'));
    assert.equal(names.length, 5);
    for (const name of names) assert.equal(findPdfFault(await readFile(new URL(name, folder))), undefined, name);
  });

  test('our own documents, signed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'signed-'));
    const renderer = createPdfRenderer();
    try {
      const now = new Date('2027-03-18T06:42:10Z');
      const certificate = await loadSigningCertificate(folder, { now, mayMakeTest: true });
      const unsigned = await renderer.render('#set text(font: "Noto Sans SC")\n协议书 䶮', {}, now);
      const signed = await signPdf(unsigned, { certificate, signedAt: now, reason: 'in force' });
      assert.equal(findPdfFault(unsigned), undefined);
      assert.equal(findPdfFault(signed.pdf), undefined);
    } finally {
      await renderer.close();
      await rm(folder, { recursive: true });
    }
  });

  test('as Word, WPS and iText write: two tables, a later version, a length that comes later, comments, wrong lengths', () => {
    const text = pdf().toString('latin1');
    const later = `${text}30 0 obj\r\n<</Title(JavaScript)/Author<FEFF4F60>/Sound null>>`;
    const fine: Readonly<Record<string, string>> = {
      'a binary comment': text.replace('%PDF-1.7\n', '%PDF-1.7\r\n%\xb5\xb5\xb5\xb5\r\n'),
      'an empty second table': `${text}xref\r\n0 0\r\ntrailer\r\n<</Size 9/Root 1 0 R/XRefStm 9>>\r\nstartxref\r\n9\r\n%%EOF`,
      'a later version': `${later.replace('/Sound null', '/Trapped/False')}\r\nendobj\r\nxref\n0 0\ntrailer <</Prev 9>>\nstartxref\n1\n%%EOF`,
      'a comment of the program': text.replace('startxref', '%iText-7.2.5\nstartxref'),
      'a length that comes later': text.replace(/\/Length \d+ /, '/Length 31 0 R '),
      'a wrong length': text.replace(/\/Length \d+ /, '/Length 3 '),
      'no space anywhere': text.replace('endobj\n', 'endobj').replace('<< /Type /Catalog', '<</Type/Catalog'),
    };
    for (const [what, content] of Object.entries(fine))
      assert.equal(findPdfFault(Buffer.from(content, 'latin1')), undefined, what);
  });
});
