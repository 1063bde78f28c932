import { by, type Chapter, met, without } from './requirement.ts';
import { absent, all, only } from './sources.ts';

const markup = 'markup in what people typed is printed as they typed it';
const agreement = by('server/documents/agreement/agreement.test.ts', markup);

export const v01: Chapter = {
  number: 1,
  title: 'Encoding and sanitization',
  requirements: [
    met(
      'V1.1.1',
      'Input is decoded once, before it is checked',
      by('server/platform/http/serve-route.test.ts', 'a name is never a path, and a broken one is none'),
      only(/decodeURIComponent\(/, ['server/platform/http/serve-route.ts'], ['server', 'contract', 'domain']),
    ),
    met('V1.1.2', 'Output is escaped last, by or for its interpreter', agreement),
    met(
      'V1.2.1',
      'Output fits where it is put: HTML, attributes, headers, XML',
      'React and Preact escape; no page puts text in as markup',
      only(/dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write/),
      by(
        'server/platform/http/serve-route.test.ts',
        'a download may not run anything, is kept by nobody, and its name cannot add a header',
      ),
      by('server/platform/sheets/sheets.test.ts', 'what is written is read back, and text is never a formula'),
    ),
    met(
      'V1.2.2',
      'Built URLs are encoded, with safe schemes only',
      by('server/platform/outside/acs3-signature.test.ts', 'parameters are sorted and encoded by RFC 3986'),
      only(/javascript:|["'`]data:text\/html/),
    ),
    met('V1.2.3', 'Script and JSON are not put together from text', only(/<script[^>]*>\s*\$\{|`\{"|'\{"/)),
    met(
      'V1.2.4',
      'Database queries take parameters',
      by('server/desk/lists/desk-filter.test.ts', 'what was typed is text, never a pattern'),
      by('server/platform/postgres/postgres.test.ts', 'a statement name belongs to one text'),
      by('server/sign-in/hostile.test.ts', 'nothing that is sent breaks the server (ASVS 5.0, 16.5)'),
    ),
    met(
      'V1.2.5',
      'No command of the operating system is made from input',
      'Only the embedded database starts programs, with fixed names and lists of arguments',
      all(
        only(/node:child_process/, [
          'server/platform/embedded-postgres/account.ts',
          'server/platform/embedded-postgres/embedded-postgres.ts',
        ]),
        only(/shell:\s*true/),
      ),
    ),
    without('V1.2.6', 'LDAP queries are safe', 'Nothing speaks LDAP.', absent(/\bldap/i)),
    without('V1.2.7', 'XPath queries are safe', 'There is no XPath.', absent(/\bxpath\b/i)),
    without('V1.2.8', 'LaTeX is run without a shell', 'Documents are set by Typst, which runs no commands.', absent(/latex/i)),
    met(
      'V1.2.9',
      'Text in regular expressions is escaped',
      'Expressions are made from constants of the program alone',
      only(/new RegExp\(/, [
        'domain/identifiers/invitation-code.ts',
        'server/platform/images/find-pdf-fault.ts',
        'server/platform/pdf/join-pdfs.ts',
        'server/sessions/known-device.ts',
      ]),
    ),
    without(
      'V1.3.1',
      'HTML from editors is sanitized',
      'Nobody can enter HTML: every text is plain.',
      absent(/contenteditable|tinymce|quill|ckeditor/i),
    ),
    met('V1.3.2', 'No code is made from text as it runs', only(/\beval\(|new Function\(|node:vm/)),
    met(
      'V1.3.3',
      'What goes where it could do harm is cut and checked before',
      agreement,
      by(
        'server/platform/pdf/font-coverage.test.ts',
        'invisible break hints that were pasted along print nothing; a direction override stops the document',
      ),
      by('server/messages/messages.test.ts', 'a long text is cut for the provider and whole in the inbox'),
    ),
    met(
      'V1.3.4',
      'SVG from users is harmless',
      by('server/platform/images/take-in.test.ts', 'SVG is blocked for the whole process, not only unwanted'),
    ),
    met(
      'V1.3.5',
      'Markdown, CSS and the like from users are inert',
      by('server/documents/termination/termination-certificate.test.ts', markup),
      agreement,
    ),
    met(
      'V1.3.6',
      'The server calls no address that a user gives',
      'Addresses come from the configuration alone',
      only(
        /\bfetch\(/,
        [
          'server/platform/outside/call-outside.ts',
          'server/platform/outside/detect-sandbox.ts',
          'server/platform/outside/sign-in-provider.ts',
        ],
        ['server'],
      ),
    ),
    met('V1.3.7', 'Templates are not made from input', agreement, by('server/documents/change-note/change-note.test.ts', markup)),
    without('V1.3.8', 'JNDI look-ups are safe', 'There is no JNDI.', absent(/\bjndi\b/i)),
    without('V1.3.9', 'What goes to memcache is clean', 'There is no memcache.', absent(/memcache/i)),
    met('V1.3.10', 'Format strings do not come from input', only(/util\.format|sprintf|printf\(/)),
    without('V1.3.11', 'Mail cannot be injected into', 'No mail is sent or read.', absent(/nodemailer|\bsmtp\b|\bimap\b/i)),
    without(
      'V1.4.1',
      'Memory is handled safely',
      'TypeScript, and WebAssembly for decoders; no native code of our own.',
      absent(/node-gyp|ffi-napi/),
    ),
    met(
      'V1.4.2',
      'Numbers are in range and have their sign',
      by('contract/routes/numbers.test.ts', 'no route takes a number that the database could not'),
      by('server/platform/postgres/postgres.test.ts', 'a bigint that a number cannot hold is an error, not a wrong number'),
    ),
    without('V1.4.3', 'Freed memory is not used', 'Memory is the runtime’s.', absent(/node-gyp|ffi-napi/)),
    met(
      'V1.5.1',
      'XML is read without external entities',
      'A file with a document type or an unknown entity is refused',
      by('server/platform/sheets/sheets.test.ts', '…: …'),
    ),
    met(
      'V1.5.2',
      'What is read back is data of a known shape',
      by('server/platform/http/serve-route.test.ts', 'is parsed and typed'),
      only(/v8\.deserialize|node:v8|node-serialize|js-yaml/),
    ),
  ],
};
