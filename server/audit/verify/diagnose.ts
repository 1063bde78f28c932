/** What became of a row that is not what was sealed. The hash tells: what it was is guessed, and a guess that has the hash is proven. */
import { hash } from 'node:crypto';
import { canonical } from '../tree/canonical.ts';
import { type CanonicalEvent, eventOf, leafOf } from '../tree/canonical-event.ts';
import type { Head } from '../tree/head.ts';
import type { Findings } from './finding.ts';

export interface Suspect {
  readonly index: number;
  readonly leaf: Buffer;
  readonly row: CanonicalEvent;
  /** The head that sealed it, and the one before: it was written between them. */
  readonly sealedBy: Head | undefined;
  readonly before: Head | undefined;
}

const minute = 60_000;
/** A moment is looked for among so many milliseconds: a tenth of a second of work. */
const momentsTried = 130_000;
/** Of so many rows: where thousands were changed, the first of them say what was done. */
const rowsTried = 20;

const schoolWord = (id: number | null): string => (id === null ? '平台' : `学校 ${id}`);
const rowWord = ({ index, row }: Suspect): string => `第 ${index + 1} 条（编号 ${row.id}）`;

export function diagnose(suspects: readonly Suspect[], schools: readonly (number | null)[], findings: Findings): void {
  const byLeaf = new Map(suspects.map(suspect => [suspect.leaf.toString('hex'), suspect]));
  for (const [nth, suspect] of suspects.entries()) {
    const { row, leaf } = suspect;
    const from = otherPlaceOf(suspect, byLeaf);
    const school = schools.find(schoolId => leafOf({ ...row, schoolId }).equals(leaf));
    const at = nth < rowsTried ? momentOf(suspect) : undefined;
    if (school !== undefined)
      findings.add(
        'moved',
        `${rowWord(suspect)}被移到了别处：封存时属于${schoolWord(school)}，现在属于${schoolWord(row.schoolId)}。`,
      );
    else if (from) findings.add('moved', `${rowWord(suspect)}的次序被改动：现在的内容是第 ${from.index + 1} 条封存时的内容。`);
    else if (at !== undefined)
      findings.add('backdated', `${rowWord(suspect)}的时间被改${row.at < at ? '早' : '晚'}：封存时为 ${at}，现在为 ${row.at}。`);
    else findings.add('changed', `${rowWord(suspect)}被改动：内容与封存时不同。`);
  }
}

/** The place whose content this row has now: under its own number, or under that of the place. */
function otherPlaceOf(suspect: Suspect, byLeaf: ReadonlyMap<string, Suspect>): Suspect | undefined {
  const found = byLeaf.get(leafOf(suspect.row).toString('hex'));
  if (found && found !== suspect) return found;
  for (const other of byLeaf.values())
    if (other !== suspect && leafOf({ ...suspect.row, id: other.row.id }).equals(other.leaf)) return other;
  return undefined;
}

function momentOf({ row, leaf, sealedBy, before }: Suspect): string | undefined {
  if (!sealedBy) return undefined;
  // The text before and after the moment is the same for all guesses. No row holds this character: the database takes none.
  const mark = '\u0000';
  const [head = '', tail = ''] = canonical({ ...eventOf(row), at: mark }).split(JSON.stringify(mark));
  const last = Date.parse(sealedBy.at);
  const first = before ? Date.parse(before.at) - 2 * minute : last - momentsTried;
  const wanted = leaf.toString('hex');
  for (let at = last; at >= Math.max(first, last - momentsTried); at--) {
    const moment = new Date(at).toISOString().replace('Z', '000Z');
    if (hash('sha256', `\u0000${head}"${moment}"${tail}`, 'hex') === wanted) return moment;
  }
  return undefined;
}
