/** A confirmation as pages read it: what is reported, what was said of it, what came of it. */
import type { z } from 'zod';
import type { confirmationPage } from '#contract/routes/confirmation.ts';
import type { RegistryPlace } from '#contract/routes/settings.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import { type RegionTable, regionPath } from '#domain/codes/regions.ts';
import { gender } from '#domain/codes/small-tables.ts';
import { type WrongPart, wrongPartWords } from '#domain/confirmation/answer.ts';
import { confirmationChanges } from '#domain/confirmation/changes.ts';
import { asksForWork, type ConfirmationState, confirmationWords } from '#domain/confirmation/states.ts';
import { monthInWords } from '#domain/dates.ts';
import type { PartCode } from '#domain/forms/form-field.ts';
import { maskIdNumber } from '#domain/identifiers/documents.ts';
import { partCodes, partNotes, type RecordSource, recordParts, recordSources } from '#domain/reported/parts.ts';
import { linesOf, type RecordedPart } from '#domain/reported/record-in-words.ts';
import { transferDetails } from '#domain/transfers/kinds.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { FormGraduate } from '#server/verification/index.ts';
import type { EventRow } from './store.ts';

type Page = z.input<typeof confirmationPage>;
export type Way = Page['parts'][number]['correct'];

/** Hukou is a part of what is confirmed where it is with the school, or where something is reported of it. */
export const partsOfPage = (hukouTransferred: boolean | null, recorded: readonly RecordedPart[]): PartCode[] =>
  partCodes.filter(part => part !== 'hukou' || hukouTransferred || recorded.some(one => one.part === 'hukou'));

/** Where a part is put right, by where it came from. */
export function correctionOf(
  part: PartCode,
  source: RecordSource | undefined,
  { held, elsewhere }: { readonly held: string | undefined; readonly elsewhere: RegistryPlace },
): Way {
  if (source !== undefined && source !== 'platform') {
    const { name, url } = elsewhere;
    const sentence = `这项信息来自${recordSources[source]}。有误的，请在「${name}」更正，或联系学校就业部门。`;
    return { sentence, path: null, url: url || null, word: url ? `前往${name}` : '' };
  }
  if (part === 'destination') {
    const sentence = source ? '这项信息在登记系统登记。有误的，请在登记记录中申请更正，或联系学校老师。' : '请先登记毕业去向。';
    return { sentence, path: held ? `/cases/${held}` : '/destinations', url: null, word: held ? '查看登记记录' : '去登记' };
  }
  const { title, module } = transferDetails[part];
  const sentence = source ? `有误的，请在「${module}」中申请修改。` : `尚未登记${title}。需要登记的，请在「${module}」中申请。`;
  return { sentence, path: `/archives/${part}`, url: null, word: source ? `修改${title}` : `登记${title}` };
}

interface Reading {
  readonly hukouTransferred: boolean | null;
  readonly recorded: readonly RecordedPart[];
  readonly held: string | undefined;
  /** Where what came from the employment registry is corrected. */
  readonly elsewhere: RegistryPlace;
  readonly regions: RegionTable;
}
export function describeParts({ hukouTransferred, recorded, regions, ...where }: Reading): Page['parts'] {
  return partsOfPage(hukouTransferred, recorded).map(part => {
    const found = recorded.find(one => one.part === part);
    return {
      ...{ part, title: recordParts[part].title },
      rows: found ? linesOf(part, found.content, regions).map(line => ({ ...line, value: line.value || '--' })) : null,
      note: found?.note ? partNotes[found.note] : null,
      source: found ? recordSources[found.source] : null,
      reportedAt: found?.reportedAt ?? null,
      correct: correctionOf(part, found?.source, where),
    };
  });
}

/** What of the roster is confirmed with the three parts. */
export function describeBasics(graduate: FormGraduate, documentNumber: string, regions: RegionTable): Page['basics'] {
  const row = (key: string, label: string, value: string | undefined) => ({ key, label, value: value || '--' });
  return {
    title: wrongPartWords.basics,
    rows: [
      row('name', '姓名', graduate.name),
      row('documentNumber', '证件号码', maskIdNumber(documentNumber)),
      row('gender', '性别', nameOf(gender, graduate.gender)),
      row('originRegion', '生源所在地', regionPath(regions, graduate.originRegion)),
      row('schoolName', '毕业院校', graduate.schoolName),
      row('majorName', '专业', graduate.majorName),
      row('educationLevel', '学历', nameOf(educationLevel, graduate.educationLevel)),
      row('graduatesIn', '毕业时间', monthInWords(graduate.graduatesIn)),
    ],
  };
}

export const namedParts = (parts: readonly WrongPart[]) => parts.map(part => ({ part, title: wrongPartWords[part] }));
/** Those of a page that may be called wrong. */
export const wrongPartsOf = (parts: readonly PartCode[]): WrongPart[] => [...parts, 'basics'];

function describeEvent(vault: Vault, { at, state, cause, parts, textSealed }: EventRow): Page['history'][number] {
  const { label, tone } = confirmationWords[state];
  return {
    ...{ at, label, tone },
    what: cause ? `${confirmationChanges[cause].what}有变更，恢复为「${label}」` : `本人${label}`,
    parts: namedParts(parts ?? []),
    text: textSealed ? vault.open(textSealed) : '',
  };
}

/** The state with what was said last, and all that was said before. */
export function describeState(
  vault: Vault,
  {
    state,
    since,
    events,
  }: { readonly state: ConfirmationState; readonly since: Date | null; readonly events: readonly EventRow[] },
): Pick<Page, 'state' | 'label' | 'tone' | 'since' | 'wrong' | 'history'> {
  const history = events.map(event => describeEvent(vault, event));
  const [last] = history;
  const wrong = asksForWork(state) && last ? { parts: last.parts, text: last.text } : null;
  return { state, ...confirmationWords[state], since, wrong, history };
}
