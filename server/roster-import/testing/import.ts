import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type RosterKey, rosterColumns } from '#domain/forms/roster-row.ts';
import { idCardCheckCharacter } from '#domain/identifiers/id-card.ts';
import { type FixedClock, fixedClock } from '#server/platform/base/clock.ts';
import { createVault, freshKeyRing, type Vault } from '#server/platform/base/crypto.ts';
import { createFolderStore, type FileStore } from '#server/platform/files/files.ts';
import { type Database, unnamed } from '#server/platform/postgres/postgres.ts';
import { type Cell, readRows } from '#server/platform/sheets/sheets.ts';
import { writeRows } from '#server/platform/sheets/write.ts';
import { createTestDatabase, type TestDatabase } from '#server/platform/testing/database.ts';
import { type ImportParts, importRoster, startRosterImport } from '../import-roster.ts';
import type { ImportMode } from '../import-runs.ts';

/** A school with two departments, a neighbour school, some regions, and all that an import needs. For tests and benches. */
export type RosterWorld = {
  database: Database;
  vault: Vault;
  files: FileStore;
  clock: FixedClock;
  schoolId: number;
  neighbourId: number;
  end(): Promise<void>;
};

const setUp = [
  `insert into province (code, name) values ('350000', '福建省')`,
  `insert into region (code, name, parent_code, level) values ('350000', '福建省', null, 'province'), ('350200', '厦门市', '350000', 'city'),
     ('350203', '思明区', '350200', 'county'), ('350205', '海沧区', '350200', 'county')`,
  `insert into school (id, code, name, province_code) values (1, '90001', '鹭江示范大学', '350000'), (2, '90002', '海沧示范学院', '350000')`,
  `insert into department (school_id, id, name) values (1, 1, '信息学院'), (1, 2, '外国语言文化与国际传播学院'), (2, 1, '信息学院'), (2, 2, '外国语言文化与国际传播学院')`,
];

export async function createRosterWorld(): Promise<RosterWorld> {
  const test: TestDatabase = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'roster-'));
  for (const text of setUp) await test.database.execute(unnamed(text));
  const end = async (): Promise<void> => {
    await test.drop();
    await rm(folder, { recursive: true });
  };
  const parts = {
    vault: createVault(freshKeyRing()),
    files: createFolderStore(folder),
    clock: fixedClock('2027-01-08T01:00:00Z'),
  };
  return { database: test.database, ...parts, schoolId: 1, neighbourId: 2, end };
}

export type RowTexts = Partial<Record<RosterKey, string>>;

/** A correct ID number of a man, a different one for every place below 500,000. */
export function idNumberOf(place: number): string {
  const serial = String((place % 500) * 2 + 1).padStart(3, '0');
  const day = new Date(Date.UTC(2003, 0, 1 + Math.floor(place / 500))).toISOString().slice(0, 10).replaceAll('-', '');
  const head = `350203${day}${serial}`;
  return head + idCardCheckCharacter(head);
}

/** A row that has nothing wrong with it; no two places share an exam or ID number. */
export function goodRow(place: number, changed: RowTexts = {}): RowTexts {
  const surnames = ['林', '欧阳', '单', '𬭎', '㛃'];
  return {
    examNumber: `2335${String(place).padStart(10, '0')}`,
    name: place % 7 === 0 ? '阿依古丽·买买提' : `${surnames[place % 5]}知远`,
    documentType: '身份证',
    idNumber: idNumberOf(place),
    gender: '男',
    ethnicGroup: '汉族',
    politicalStatus: '03',
    educationLevel: '31',
    majorCode: '080901',
    majorName: '计算机科学与技术',
    department: place % 2 === 0 ? '信息学院' : '外国语言文化与国际传播学院',
    className: `计算机${2300 + (place % 40)}`,
    schoolingYears: '4',
    admittedIn: '202309',
    graduatesIn: '202706',
    trainingMode: '非定向',
    originRegion: '350203',
    hukouAtSchool: '否',
    phone: `138${String(place).padStart(8, '0')}`,
    email: `zhiyuan${place}@example.com`,
    ...changed,
  };
}

const headers = rosterColumns.filter(column => column.key !== 'cohort');

/** Stores an xlsx of such rows and answers its id. */
export async function storeRoster(files: FileStore, rows: Iterable<RowTexts>): Promise<string> {
  const values = function* () {
    for (const row of rows) yield headers.map(({ key }) => row[key] ?? null);
  };
  return storeSheet(
    files,
    headers.map(column => column.header),
    values(),
  );
}

export async function storeSheet(
  files: FileStore,
  names: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
): Promise<string> {
  const out = new PassThrough();
  const [stored] = await Promise.all([
    files.put(out, { maxBytes: 1e9 }),
    writeRows(
      '名单',
      names.map(header => ({ header })),
      rows,
      out,
    ),
  ]);
  if ('refused' in stored) throw new Error(stored.refused);
  return stored.id;
}

export type Import = {
  fileId: string;
  mode?: ImportMode;
  schoolId?: number;
  cohort?: number;
  beforeRosterChanges?: ImportParts['beforeRosterChanges'];
  onRosterChanged?: ImportParts['onRosterChanged'];
};

/** Starts an import; answers its id. The job is there but nobody runs it. */
export function startImport(
  world: RosterWorld,
  { fileId, mode = 'valid-rows', schoolId = world.schoolId, cohort = 2027 }: Import,
): Promise<number> {
  return world.database.transaction(transaction =>
    startRosterImport(transaction, world.vault, {
      schoolId,
      accountId: 1,
      cohort,
      mode,
      fileId,
      fileName: '名单.xlsx',
      now: world.clock.now(),
    }),
  );
}

/** Does what the worker would do with a started import. */
export async function runImport(
  world: RosterWorld,
  started: Import,
  runId: number,
  signal = new AbortController().signal,
): Promise<void> {
  const { database, clock, vault, files } = world;
  const { beforeRosterChanges, onRosterChanged } = started;
  const parts = {
    vault,
    files,
    ...(beforeRosterChanges && { beforeRosterChanges }),
    ...(onRosterChanged && { onRosterChanged }),
  };
  await importRoster(parts, { schoolId: started.schoolId ?? world.schoolId, runId }, { database, clock, signal });
}

/** The cells of a stored xlsx. */
export async function readStored(files: FileStore, id: string): Promise<Cell[][]> {
  return files.withPath(id, async path => (await Array.fromAsync(readRows(path))).map(row => row.cells));
}
