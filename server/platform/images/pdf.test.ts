import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { takeInBytes } from './take-in.ts';
import { type Parts, pdf } from './testing/pdf.ts';

const take = (content: Buffer) => takeInBytes(content, { readScan: false, sender: 'person:1' });

/** An object stream with one object of number 50 in it. */
function packed(object: string, dictionary = '/Filter /FlateDecode'): string {
  const body = deflateSync(Buffer.from(`50 0 ${object}`));
  return `<< /Type /ObjStm /N 1 /First 5 ${dictionary} /Length ${body.length} >>\nstream\n${body.toString('latin1')}\nendstream`;
}

/** What a PDF is shown as, and the colour at a place of one of its pages, in points of A4 from the top left. */
async function shownOf(content: Buffer) {
  const intake = await take(content);
  assert.ok('evidence' in intake, JSON.stringify(intake));
  assert.ok(intake.evidence.equals(content));
  const { data, info } = await sharp(intake.shown).raw().toBuffer({ resolveWithObject: true });
  const colourAt = (top: number, pageHeight: number, x: number, y: number) => {
    const at = ((top + Math.round((pageHeight * y) / 842)) * info.width + Math.round((info.width * x) / 595)) * info.channels;
    return [...data.subarray(at, at + 3)];
  };
  return { intake, info, colourAt };
}
const isRed = ([red = 0, green = 255]: readonly number[]) => red > 150 && green < 60;
const isWhite = (colour: readonly number[]) => colour.every(part => part > 240);

test('a PDF stays byte for byte, its page is shown at the size of 200 dpi', async () => {
  const { intake, info, colourAt } = await shownOf(pdf());
  assert.deepEqual([intake.pages, intake.mediaType], [1, 'application/pdf']);
  assert.deepEqual([info.width, info.height], [1413, 2000]);
  assert.ok(isRed(colourAt(0, 2000, 150, 112)));
});

test('of several pages each is shown, one below the other', async () => {
  const { intake, info, colourAt } = await shownOf(pdf({ pages: 3 }));
  assert.equal(intake.pages, 3);
  assert.deepEqual([info.width, info.height], [1131, 3 * 1600 + 2 * 16]);
  for (const top of [0, 1616, 3232]) {
    assert.ok(isRed(colourAt(top, 1600, 150, 112)));
    assert.ok(isWhite(colourAt(top, 1600, 400, 600)));
  }
  const ten = await shownOf(pdf({ pages: 10 }));
  assert.equal(ten.info.height, 10 * 1200 + 9 * 16);
  assert.ok(ten.intake.shown.length <= 2 * 1024 * 1024);
});

test('ten pages are taken in, eleven are not; 5 MB is the end', async () => {
  assert.ok('evidence' in (await take(pdf({ pages: 10 }))));
  assert.deepEqual(await take(pdf({ pages: 11 })), { refused: 'too-many-pages' });
  const filled = `<< /Length 5300000 >>\nstream\n${'A'.repeat(5_300_000)}\nendstream`;
  assert.deepEqual(await take(pdf({ objects: [filled] })), { refused: 'too-large' });
});

describe('what starts something or carries something along', () => {
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
  const refused: Record<string, Parts> = {
    'a script when it opens': { catalog: `/OpenAction ${script}` },
    'a script by its number': { catalog: '/OpenAction 20 0 R', objects: [script] },
    'a script in the name tree': { catalog: `/Names << /JavaScript << /Names [(a) ${script}] >> >>` },
    'a script under another spelling': { catalog: '/OpenAction << /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>' },
    'a script in an object stream': { catalog: '/OpenAction 50 0 R', objects: [packed(script)] },
    'a misspelt object stream': { objects: [packed(script).replace('/ObjStm', '/Obj#53tm')] },
    'an object stream under two filters': { objects: [packed(script, '/Filter [/ASCIIHexDecode /FlateDecode]')] },
    'an object stream that does not unpack': { objects: [packed(script).replace('/FlateDecode', '/LZWDecode')] },
    'a script when a page is turned': { page: `/AA << /O ${script} >>` },
    'a program': { catalog: '/OpenAction << /S /Launch /F (cmd.exe) >>' },
    'an address when it opens': { catalog: '/OpenAction << /S /URI /URI (https://example.com/) >>' },
    'a form that is sent': { page: '/Annots [<< /Subtype /Widget /A << /S /SubmitForm /F (https://example.com/) >> >>]' },
    'another file': { page: '/Annots [<< /Subtype /Link /A << /S /GoToR /F (\\\\\\\\host\\\\share) >> >>]' },
    'a file within': {
      catalog: '/Names << /EmbeddedFiles << /Names [(a) 20 0 R] >> >>',
      objects: ['<< /Type /Filespec /F (a.exe) >>'],
    },
    'a file pinned to the page': { page: '/Annots [<< /Subtype /FileAttachment >>]' },
    XFA: { catalog: '/AcroForm << /XFA 20 0 R >>', objects: ['<< /Length 4 >>\nstream\n<xdp\nendstream'] },
    media: { page: '/Annots [<< /Subtype /RichMedia >>]' },
    'an object hidden within a stream': { objects: [`<< /Length 90 >>\nstream\n50 0 obj ${script} endobj\nendstream`] },
  };
  for (const [what, parts] of Object.entries(refused)) {
    test(what, async () => assert.deepEqual(await take(pdf(parts)), { refused: 'scripts' }));
  }

  test('an object stream that would fill the memory', async () => {
    const body = deflateSync(Buffer.alloc(80 * 1024 * 1024));
    const bomb = `<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length ${body.length} >>\nstream\n${body.toString('latin1')}\nendstream`;
    assert.deepEqual(await take(pdf({ objects: [bomb] })), { refused: 'scripts' });
  });

  test('what word processors write is let through: where to open, links, harmless packed objects', async () => {
    const fine: Record<string, Parts> = {
      'a place to open at': { catalog: '/OpenAction [100 0 R /XYZ null null 0]' },
      'the same by number': { catalog: '/OpenAction 20 0 R', objects: ['[100 0 R /Fit]'] },
      'the same as an action': { catalog: '/OpenAction << /S /GoTo /D [100 0 R /Fit] >>' },
      'a link': {
        page: '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.com/) >> >>]',
      },
      'packed objects': { objects: [packed('<< /Title (JavaScript) >>')] },
      'a word in the text': { objects: ['<< /Length 14 >>\nstream\n(on JavaScript)\nendstream'] },
    };
    for (const [what, parts] of Object.entries(fine)) assert.ok('evidence' in (await take(pdf(parts))), what);
  });
});

test('files made to keep a reader busy are answered, not worked at for long', async () => {
  // Each took minutes with expressions that look back and forth; the limit of the thread would answer broken after 30 seconds.
  const beginnings = pdf({ objects: [`(${'stream\n'.repeat(600_000)})`] });
  assert.deepEqual(await take(pdf({ objects: ['/OpenAction 20 0 R '.repeat(200_000)] })), { refused: 'broken' });
  assert.deepEqual(await take(pdf({ objects: [`/Launch ${'stream\nendstream\n'.repeat(200_000)}`] })), { refused: 'scripts' });
  assert.ok('evidence' in (await take(beginnings)));
});

test('a password, even an empty one', async () => {
  const encrypt =
    '<< /Filter /Standard /V 1 /R 2 /O (01234567890123456789012345678901) /U (01234567890123456789012345678901) /P -4 >>';
  assert.deepEqual(await take(pdf({ trailer: '/Encrypt 20 0 R /ID [(a) (a)]', objects: [encrypt] })), { refused: 'encrypted' });
});

test('broken, cut off, empty or also something else', async () => {
  const whole = pdf();
  const refused: Record<string, Buffer> = {
    'cut off': whole.subarray(0, whole.length / 2),
    'only the beginning': Buffer.from('%PDF-1.7\n'),
    'no pages': pdf({ pages: 0 }),
    'an end and nothing else': Buffer.from('%PDF-1.7\nstartxref\n0\n%%EOF'),
    'HTML behind it': pdf({ behind: '<script>alert(1)</script>' }),
    'a zip behind it': pdf({ behind: 'PK\x05\x06\0\0\0\0' }),
    'a zip around it': Buffer.from(pdf().toString('latin1').replace('%%EOF', '%PK\x05\x06\0\0\n%%EOF'), 'latin1'),
  };
  for (const [what, content] of Object.entries(refused)) assert.deepEqual(await take(content), { refused: 'broken' }, what);
});

test('a PDF under another name is a PDF; one that begins later in the file is not', async () => {
  assert.deepEqual(await take(Buffer.concat([Buffer.from('GIF89a'), pdf()])), { refused: 'kind' });
});

test('a page that says it is enormous is drawn small', async () => {
  const intake = await take(Buffer.from(pdf().toString('latin1').replace('0 0 595 842', '0 0 14400 144'), 'latin1'));
  assert.ok('shown' in intake);
  assert.equal((await sharp(intake.shown).metadata()).width, 2000);
});
