import { by, type Chapter, met, notMet, without } from './requirement.ts';
import { only, says } from './sources.ts';

const crypto = (test: string) => by('server/platform/base/crypto.test.ts', test);

export const v11: Chapter = {
  number: 11,
  title: 'Cryptography',
  requirements: [
    met(
      'V11.1.1',
      'A policy says how keys live and end',
      'docs/security.md, “The life of a key”',
      says('docs/security.md', /### The life of a key/, /at the latest after a year/, /when somebody who could read it leaves/),
    ),
    met(
      'V11.1.2',
      'Keys, algorithms and certificates are listed',
      'docs/security.md, “What is encrypted” and “Keys”',
      says('docs/security.md', /## Keys/, /AES-256-GCM/, /Ed25519/, /HMAC-SHA256/, /Argon2id/),
    ),
    met(
      'V11.2.1',
      'Cryptography comes from tested libraries',
      'node:crypto, jose, openid-client, pkijs; in the browser @noble/ed25519 where the browser has none',
      only(/createHash\('md5'|crypto-js|sjcl/),
      by('server/platform/statements/statements.test.ts', 'RFC 8037, appendix A: the key and the signature of its example'),
    ),
    notMet(
      'V11.2.2',
      'Algorithms and keys can be changed, and data sealed anew',
      'Keys are a ring and the format names its key; no command seals old rows anew, and there is one algorithm.',
    ),
    met(
      'V11.2.3',
      'At least 128 bits of security',
      'AES-256, HMAC-SHA256, Ed25519; a signing certificate is of the operator’s choice, the test one is P-256',
      crypto('a bad key ring stops the start, without showing the key'),
    ),
    met('V11.3.1', 'No weak modes and paddings', only(/-ecb|RSA_PKCS1_PADDING|createCipher\(/i)),
    met(
      'V11.3.2',
      'Approved ciphers and modes',
      'AES-256-GCM',
      only(/createCipheriv\(\s*'(?!aes-256-gcm)/),
      crypto('what was sealed is opened again, whatever it was'),
    ),
    met(
      'V11.3.3',
      'Changed ciphertexts are found',
      crypto('every flipped bit, every cut and every swapped part is found'),
      by('server/platform/files/sealed-file.test.ts', 'a flipped bit, a missing end, a repeated and a foreign piece are found'),
    ),
    met('V11.3.4', 'No nonce comes twice', crypto('the same text looks different each time; no nonce comes twice')),
    met(
      'V11.4.1',
      'Approved hashes',
      'SHA-1 names a lock in the machine’s memory and guards nothing; in foreign signatures it is refused',
      only(/createHash\('(?!sha256)/, ['server/platform/embedded-postgres/locks.ts']),
      only(/md5/i),
    ),
    met(
      'V11.4.2',
      'Passwords are stored by a slow function',
      'Argon2id, 19 MiB, 2 passes',
      by('server/sign-in/sign-in.test.ts', 'are kept as Argon2id in PHC format and fit only themselves'),
    ),
    met(
      'V11.4.3',
      'Hashes in signatures cannot collide',
      'SHA-256 and longer',
      by('server/platform/pdf/sign-pdf.test.ts', 'a flipped bit is found wherever it is'),
    ),
    without(
      'V11.4.4',
      'Keys from passwords are stretched',
      'No key is made from a password; PBKDF2 is the work that the public check asks for.',
      only(/pbkdf2Sync|scrypt\(|scryptSync/i),
    ),
    met(
      'V11.5.1',
      'What may not be guessed has 128 random bits',
      'Sessions and links 32 bytes; codes of forms have 80 bits beside a name and limits, and open one form',
      only(/Math\.random/, ['server/platform/postgres/postgres.ts']),
      says('server/sessions/sessions.ts', /randomBytes\(32\)/),
    ),
    met(
      'V11.6.1',
      'Keys are made, and signatures too, by approved algorithms',
      by('server/platform/statements/statements.test.ts', 'openssl verifies it'),
      by('server/platform/pdf/sign-pdf.test.ts', 'openssl verifies the same structure over the same bytes'),
    ),
  ],
};
