/** One graduate's record as the desk reads it: what it says, where it came from, what it was before. */
import type { z } from 'zod';
import type { getTransferRecord, getTransferRecordForm } from '#contract/routes/desk-archives.ts';
import type { RegionTable } from '#domain/codes/regions.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { changesBetween } from '#domain/reported/record-in-words.ts';
import { isRole, roleWords } from '#domain/roles.ts';
import { formOf } from '#domain/transfers/content.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { describeForm } from './describe-form.ts';
import { reportedBeside } from './destination-of.ts';
import { obstacleOfEdit } from './edit-record.ts';
import { filesOfRequest } from './file-store.ts';
import { describeFile } from './files.ts';
import { openContent } from './open-content.ts';
import { type Archives, originOf } from './read-form.ts';
import { requestsOfGraduate } from './request-store.ts';
import {
  describeOrigin,
  describeRecord,
  graduateInWords,
  graduateSection,
  obstacleOf,
  sourceInWords,
  summaryOf,
} from './shapes.ts';
import { findGraduate, findRecord, type RecordHistoryRow, selectRecordHistory } from './store.ts';

type Page = z.input<(typeof getTransferRecord)['answer']>;

const changeWords: Readonly<Record<RecordHistoryRow['change'], string>> = {
  written: '修改',
  noted: '来自已解除去向，请核对',
  checked: '核对无误',
  lapsed: '失效',
};

/** The latest first; each with what it changed of what was there before it. */
export function recordHistory(
  vault: Vault,
  kind: TransferKind,
  rows: readonly RecordHistoryRow[],
  regions: RegionTable,
): Page['history'] {
  const shown: Page['history'] = [];
  let before = {};
  for (const row of rows.toReversed()) {
    const isWritten = row.change === 'written' && row.contentSealed !== null;
    const after = isWritten && row.contentSealed ? openContent(vault, row.contentSealed) : row.change === 'lapsed' ? {} : before;
    const isFirst = Object.keys(before).length === 0;
    const office = isRole(row.byRole) ? roleWords[row.byRole] : row.byRole;
    shown.unshift({
      at: row.at,
      what: isWritten && isFirst ? '登记' : changeWords[row.change],
      who: row.who ? `${office}（${row.who}）` : office,
      source: row.source ? sourceInWords(row.source, row.sourceName) : '',
      changes: isWritten ? changesBetween(kind, before, after, regions) : [],
      text: '',
    });
    before = after;
  }
  return shown;
}

export async function readRecord(
  archives: Archives,
  kind: TransferKind,
  graduate: number,
  scope: Scope,
): Promise<Page | Refused> {
  const { database, vault, clock } = archives.platform;
  const row = await database.first(...findGraduate(scope, [graduate]));
  if (!row) return refuse('not-found');
  const { schoolId, graduateId } = row;
  const whose = [schoolId, graduateId, kind];
  const [settings, regions, record, history, requests, beside, office] = await Promise.all([
    getSchoolSettings(database, schoolId),
    loadRegions(database),
    database.first(findRecord, whose),
    database.query(selectRecordHistory, whose),
    database.query(requestsOfGraduate, whose),
    reportedBeside(archives, kind, row),
    originOf(archives, database, row),
  ]);
  const files = record?.requestId ? await database.query(filesOfRequest, [schoolId, record.requestId]) : [];
  return {
    ...graduateInWords(row),
    record: describeRecord(kind, row, record, { vault, regions }),
    graduate: graduateSection(row, regions),
    destination: beside.destination,
    origin: describeOrigin(kind, row, office, regions),
    files: files.map(file => describeFile(vault, file)),
    requests: requests.map(summaryOf),
    history: recordHistory(vault, kind, history, regions),
    edit: { obstacle: obstacleOf(obstacleOfEdit(kind, row, settings, clock.now())) },
  };
}

export async function readRecordForm(
  archives: Archives,
  kind: TransferKind,
  graduate: number,
  scope: Scope,
): Promise<z.input<(typeof getTransferRecordForm)['answer']> | Refused> {
  const { database, vault } = archives.platform;
  const row = await database.first(...findGraduate(scope, [graduate]));
  if (!row) return refuse('not-found');
  const record = await database.first(findRecord, [row.schoolId, row.graduateId, kind]);
  const isThere = record?.state === 'registered';
  const form = isThere ? formOf(kind, openContent(vault, record.contentSealed)) : {};
  return {
    ...(await describeForm(archives, kind, row, { form, withExplanation: false })),
    version: isThere ? record.version : 0,
  };
}
