import { type Refused, refuse } from '#domain/refusals.ts';
import { licenceLeastSide } from '#domain/rules/file-limits.ts';
import type { IntakeRefusal } from './take-in.ts';

/** What the sender of a file reads when it is not taken in. */
export const refusalsOfIntake: Readonly<Record<IntakeRefusal, Refused>> = {
  kind: refuse('file-kind', { kinds: ' JPEG、PNG、WebP、HEIC 图片或 PDF' }),
  broken: refuse('file-broken'),
  'too-large': refuse('file-too-large', { limit: '20 MB（PDF 为 5 MB）' }),
  'too-small': refuse('picture-too-small', { points: licenceLeastSide }),
  'too-many-pages': refuse('file-pages', { limit: 10 }),
  scripts: refuse('file-scripts'),
  encrypted: refuse('file-encrypted'),
  'too-slow': refuse('file-too-complex'),
  'too-many-waiting': refuse('files-waiting'),
};
