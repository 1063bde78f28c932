import { isBegun } from '#domain/forms/form-rules.ts';
import { hukouFields } from '#domain/forms/hukou.ts';
import type { Level } from '#domain/roles.ts';
import { isWitnessed } from '#domain/rules/witness.ts';
import { addressOf, formAsSigned, type HistoryRow, type OpenedCase, selectHistory, wordOf } from '#server/cases/index.ts';
import { type AgreementDocument, type DocumentRow, type Press, signatureOf } from '#server/documents/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { getSchoolSettings, loadSeal } from '#server/schools/index.ts';
import { orNull } from './or-null.ts';

/** The last decision at a level: it is printed in that level's seal field. */
const reviewBy = (history: readonly HistoryRow[], level: Level, unit: string) => {
  const step = history.findLast(({ action, byRole }) => action === 'approve' && byRole === level);
  return step ? { by: unit, at: step.at } : null;
};

/** Everything that is printed, as of the day on which the agreement came into force. */
export async function agreementOf(
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
      landline: orNull(form.contactLandline),
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
