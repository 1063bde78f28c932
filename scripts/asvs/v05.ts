import { by, type Chapter, met } from './requirement.ts';
import { says } from './sources.ts';

const intake = 'server/platform/images/take-in.test.ts';

export const v05: Chapter = {
  number: 5,
  title: 'File handling',
  requirements: [
    met(
      'V5.1.1',
      'Kinds, sizes and what is done to files are written down',
      'docs/security.md, “Files”',
      says('docs/security.md', /## Files/, /20 MB; a PDF 5 MB and 10 pages/),
    ),
    met(
      'V5.2.1',
      'No file is larger than can be worked on',
      by('server/platform/images/receive.test.ts', 'nothing, and more than 20 MB, are refused; far more is not read to its end'),
      by('server/platform/images/images-thread.test.ts', 'a page has a limit of its own, long before that of the file'),
    ),
    met(
      'V5.2.2',
      'A file is what it says it is',
      'Name and declared type decide nothing: the content does, and pictures are written anew',
      by(intake, 'a name is never asked: what is sent as page.jpg and is a PNG is taken in as the PNG that it is'),
      by(intake, 'HTML, SVG, GIF, AVIF, TIFF, a program, nothing: not on the list'),
    ),
    met('V5.2.3', 'Archives are measured before they are unpacked', by('server/platform/sheets/sheets.test.ts', '…: …')),
    met(
      'V5.2.4',
      'Nobody fills the store',
      by('server/employers/licences.test.ts', 'twenty a day of one person'),
      by('server/case-files/upload-in-pieces.test.ts', 'of one sender are eight at most: the oldest makes room'),
    ),
    met(
      'V5.2.6',
      'Pictures of too many points are refused',
      by(intake, 'a small file that unpacks to more than 100 megapixels is refused before it is unpacked'),
    ),
    met(
      'V5.3.1',
      'Uploads are not run as programs',
      by(
        'server/platform/http/serve-route.test.ts',
        'a download may not run anything, is kept by nobody, and its name cannot add a header',
      ),
    ),
    met(
      'V5.3.2',
      'Paths are made from names of our own',
      by('server/platform/files/files.test.ts', 'an id that is no id never becomes a path'),
    ),
    met(
      'V5.3.3',
      'Paths within archives are ignored',
      'Workbooks are read by fixed names and never unpacked to disk; archives that we make have names of ours',
      by('server/platform/zip/write-zip.test.ts', 'names are usable on every system, and each is there once'),
    ),
    met(
      'V5.4.1',
      'Names from users are checked or ignored',
      by('server/platform/http/serve-route.test.ts', 'a name is never a path, and a broken one is none'),
    ),
    met(
      'V5.4.2',
      'Names that are served cannot break out',
      by(
        'server/platform/http/serve-route.test.ts',
        'a download may not run anything, is kept by nobody, and its name cannot add a header',
      ),
    ),
    met(
      'V5.4.3',
      'Files of others are scanned for viruses',
      'Where the installation names a scanner (`CLAMD`); off by default, and said at start and on the operator’s page',
      by('server/virus-scan.test.ts', '…: what is infected is refused, kept nowhere, and written down'),
      by('server/virus-scan.test.ts', '…: without the scanner nothing is taken in, and the sender is asked to come back'),
      by(
        'server/platform/virus-scan/clamd.test.ts',
        'a peer that hangs up, is silent, talks nonsense or is not there gave no answer',
      ),
    ),
  ],
};
