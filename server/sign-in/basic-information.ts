import type { Section } from '#contract/parts/shapes.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import { ethnicGroups } from '#domain/codes/ethnic-groups.ts';
import { politicalStatus } from '#domain/codes/political-status.ts';
import { type RegionTable, regionPath } from '#domain/codes/regions.ts';
import { gender } from '#domain/codes/small-tables.ts';
import { trainingMode } from '#domain/codes/training-mode.ts';
import { monthInWords } from '#domain/dates.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Visit } from '#server/platform/http/visit.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { type BasicRow, confirmBasicInformation, findBasicInformation } from './graduate-store.ts';

const yesNo = (value: boolean | null): string => (value === null ? '未知' : value ? '是' : '否');

interface Sources {
  readonly row: BasicRow;
  readonly vault: Vault;
  readonly regions: RegionTable;
}
type Field = readonly [key: string, label: string, value: (sources: Sources) => string | null | undefined];

/** In the order of the graduate guide §2, figure 4. */
const fields: readonly Field[] = [
  ['examNumber', '考生号', ({ row }) => row.examNumber],
  ['name', '姓名', ({ row }) => row.name],
  ['documentNumber', '身份证号', ({ row, vault }) => vault.open(row.documentNumberSealed)],
  ['schoolName', '毕业院校', ({ row }) => row.schoolName],
  ['educationLevel', '学历', ({ row }) => nameOf(educationLevel, row.educationLevel)],
  ['gender', '性别', ({ row }) => nameOf(gender, row.gender)],
  ['ethnicGroup', '民族', ({ row }) => nameOf(ethnicGroups, row.ethnicity)],
  ['politicalStatus', '政治面貌', ({ row }) => nameOf(politicalStatus, row.politicalStatus)],
  ['trainingMode', '培养方式', ({ row }) => nameOf(trainingMode, row.trainingMode)],
  ['origin', '生源所在地', ({ row, regions }) => regionPath(regions, row.originRegion)],
  ['enrolledOn', '入学时间', ({ row }) => monthInWords(row.enrolledOn)],
  ['graduatesOn', '毕业时间', ({ row }) => monthInWords(row.graduatesOn)],
  ['studentNumber', '学号', ({ row }) => row.studentNumber],
  ['departmentName', '院系', ({ row }) => row.departmentName],
  ['major', '专业', ({ row }) => row.majorName],
  ['schoolingYears', '学制', ({ row }) => row.studyYears && `${row.studyYears} 年`],
  ['archiveAtSchool', '档案是否转入学校', ({ row }) => yesNo(row.archiveTransferred)],
  ['hukouAtSchool', '户口是否转入学校', ({ row }) => yesNo(row.hukouTransferred)],
  ['email', '电子邮箱', ({ row }) => row.email],
  ['phone', '手机号码', ({ row, vault }) => row.phoneSealed && vault.open(row.phoneSealed)],
];

const sectionOf = (sources: Sources): Section => ({
  title: '基本信息',
  rows: fields.map(([key, label, value]) => ({ key, label, value: value(sources) || '--' })),
});

/** 核对基本信息: one's own roster row, in clear, and the number to call when something in it is wrong. */
export async function readBasicInformation(platform: Platform, scope: Scope) {
  const { database, vault } = platform;
  if (scope.kind !== 'graduate') return refuse('not-found');
  const row = await database.first(findBasicInformation, [scope.schoolId, scope.graduateId]);
  if (!row) return refuse('not-found');
  const settings = await getSchoolSettings(database, scope.schoolId);
  const regions = await loadRegions(database);
  return { checkedAt: row.checkedAt, section: sectionOf({ row, vault, regions }), contact: settings.helpContact };
}

/** 信息确认无误，进入系统. A second time changes nothing. */
export async function confirmOwnInformation(platform: Platform, scope: Scope, visit: Visit): Promise<Refused | undefined> {
  if (scope.kind !== 'graduate') return refuse('not-found');
  const { database, vault, clock } = platform;
  const now = clock.now();
  return database.transaction(async tx => {
    const confirmed = await tx.first(confirmBasicInformation, [scope.schoolId, scope.graduateId, now]);
    if (!confirmed) return refuse('not-found');
    if (confirmed.checkedAt.getTime() !== now.getTime()) return undefined;
    const event = {
      at: now,
      schoolId: scope.schoolId,
      actor: actorKey(visit.actor),
      action: 'basic-information-confirmed',
      object: `graduate:${scope.schoolId}-${scope.graduateId}`,
      addressPrefix: visit.addressPrefix,
    } as const;
    await recordAuditEvent(tx, event, vault);
    return undefined;
  });
}
