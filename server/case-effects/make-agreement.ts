import { flowNamed } from '#domain/flows/all.ts';
import { isBegun } from '#domain/forms/form-rules.ts';
import { hukouFields } from '#domain/forms/hukou.ts';
import type { Level } from '#domain/roles.ts';
import { isWitnessed } from '#domain/rules/witness.ts';
import {
  addressOf,
  agreementNumberOf,
  type CaseRef,
  findOpenedCase,
  formAsSigned,
  type HistoryRow,
  type OpenedCase,
  selectHistory,
  wordOf,
} from '#server/cases/index.ts';
import { changeNoteOf } from '#server/corrections/index.ts';
import {
  type AgreementDocument,
  type DocumentRef,
  type DocumentRow,
  makeDocument,
  type Press,
  signatureOf,
  type TerminationCertificate,
} from '#server/documents/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { everything } from '#server/platform/scope/everything.ts';
import { getSchoolSettings, loadSeal } from '#server/schools/index.ts';

const orNull = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text === '' ? null : text;

/** Who decided at a level last: what stands in that level's seal field. */
const reviewBy = (history: readonly HistoryRow[], level: Level, unit: string) => {
  const step = history.findLast(({ action, byRole }) => action === 'approve' && byRole === level);
  return step ? { by: unit, at: step.at } : null;
};

/** Everything that is printed, as of the day on which the agreement came into force. */
async function agreementOf(
  platform: Platform,
  press: Press,
  opened: OpenedCase,
  { version, requestedAt }: Pick<DocumentRow, 'version' | 'requestedAt'>,
): Promise<AgreementDocument> {
  const { database } = platform;
  const { row } = opened;
  const form = await formAsSigned(platform, opened);
  const printed = opened.snapshot ?? opened.roster;
  const regions = await loadRegions(database);
  const history = await database.query(selectHistory, [row.schoolId, row.id]);
  const { supplementaryClauses, reviewAs } = await getSchoolSettings(database, row.schoolId);
  const invited = history.find(({ action }) => action === 'invite');
  const accepted = history.find(({ action }) => action === 'accept');
  const schoolReviewed = reviewBy(history, 'school', printed.schoolName);
  // A case that only its department reviewed, before the school chose 鉴证, does not get the school's seal.
  const isSealed = schoolReviewed !== null && isWitnessed(reviewAs, row.flow);
  const word = (key: Parameters<typeof wordOf>[1]): string => wordOf(form, key, regions);
  return {
    kind: row.flow === 'online-signing' ? 'online' : 'offline',
    agreementNumber: row.agreementNumber,
    version,
    issuedAt: requestedAt,
    schoolName: printed.schoolName,
    graduate: {
      name: printed.name,
      gender: printed.gender,
      ethnicGroup: printed.ethnicGroup,
      politicalStatus: printed.politicalStatus,
      documentType: printed.documentType,
      documentNumber: printed.documentNumber,
      educationLevel: printed.educationLevel,
      major: printed.major,
      department: printed.departmentName,
      studentNumber: orNull(printed.studentNumber),
      schoolingYears: orNull(printed.schoolingYears),
      graduatedOn: printed.graduatesOn,
      phone: orNull(printed.phone),
      email: orNull(printed.email),
    },
    employer: {
      name: row.employerName,
      uscc: row.uscc,
      nature: word('employerNature'),
      industry: word('employerIndustry'),
      address: addressOf(form, 'employerRegionCode', 'employerAddress', regions),
      jobCategory: word('jobCategory'),
      jobTitle: form.jobTitle ?? '',
      contact: form.contactName ?? '',
      landline: orNull(form.contactPhone),
      mobile: orNull(form.contactMobile),
      email: orNull(form.contactEmail),
    },
    terms: {
      probation: orNull(form.probation),
      probationSalary: orNull(form.probationSalary),
      regularSalary: orNull(form.regularSalary),
      penalty: orNull(form.penalty),
      reportPlace: orNull(form.reportPlace),
      reportDeadline: orNull(word('reportDeadline')),
      workplace: orNull(word('workRegionCode')),
      actualEmployer: orNull(form.actualEmployer),
    },
    archive: {
      transferType: word('archiveType'),
      receiverName: form.archiveReceiverName ?? '',
      address: addressOf(form, 'archiveRegionCode', 'archiveAddress', regions),
      postcode: orNull(form.archivePostcode),
      contact: orNull(form.archiveContact),
      phone: orNull(form.archivePhone),
    },
    hukou: isBegun(hukouFields, form)
      ? { migrationType: word('hukouType'), address: addressOf(form, 'hukouRegionCode', 'hukouAddress', regions) }
      : null,
    supplement: orNull(form.supplement),
    schoolClauses: orNull(supplementaryClauses),
    signing: {
      invited: invited ? { by: row.employerName, at: invited.at } : null,
      accepted: accepted ? { by: printed.name, at: accepted.at, way: '登录学信网账号，本人确认意愿' } : null,
      departmentReviewed: reviewBy(history, 'department', printed.departmentName),
      schoolReviewed,
    },
    ...(isSealed ? { schoolSeal: (await loadSeal(database, platform.files, row.schoolId)).toString('base64') } : {}),
    signature: signatureOf(press, platform),
  };
}

/** What certifies that a signing has ended. */
async function certificateOf(
  platform: Platform,
  press: Press,
  opened: OpenedCase,
  { requestedAt }: DocumentRow,
): Promise<TerminationCertificate> {
  const { row, roster } = opened;
  const printed = opened.snapshot ?? roster;
  const history = await platform.database.query(selectHistory, [row.schoolId, row.id]);
  const asked = history[0];
  const signing = await platform.database.first(agreementNumberOf, [row.schoolId, row.signingCaseId]);
  return {
    number: `${signing?.agreementNumber ?? `${row.cohort}${row.schoolId}`}-J${row.id}`,
    issuedAt: requestedAt,
    schoolName: printed.schoolName,
    graduateName: printed.name,
    documentNumber: printed.documentNumber,
    department: printed.departmentName,
    major: printed.major,
    employerName: row.employerName,
    uscc: orNull(row.uscc),
    jobTitle: orNull(row.jobTitle),
    agreementNumber: signing?.agreementNumber ?? null,
    kind: flowNamed(row.flow).title,
    requestedAt: asked?.at ?? row.createdAt,
    completedAt: requestedAt,
    signature: signatureOf(press, platform),
  };
}

/** Makes what was asked for of a case. */
export async function makeCaseDocument(platform: Platform, press: Press, ref: CaseRef & DocumentRef): Promise<void> {
  const opened = await findOpenedCase(platform, platform.database, ref, everything);
  if (!opened) return;
  await makeDocument(platform, press, ref, {
    agreement: document => agreementOf(platform, press, opened, document),
    terminationCertificate: document => certificateOf(platform, press, opened, document),
    changeNote: document => changeNoteOf(platform, press, opened, document),
  });
}
