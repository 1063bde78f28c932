import { createHash } from 'node:crypto';
import { z } from 'zod';
import { checkPages } from '#domain/verification/check-words.ts';

// What comes here was checked when it was typed; an agreement in force must not fail to print over a length. These bounds only
// keep the page in shape (a length counts UTF-16 units, so that 1,000 rare characters are 2,000).

/** A line of the form; left empty, it prints as --. */
const line = z.string().trim().max(400);
const optionalLine = line.nullable();
const name = line.min(1);

/** Something that somebody did at a time, by the name to be printed. */
const act = z.strictObject({ by: name, at: z.date() });

/** Everything that is printed on a 就业协议书, in words, not codes. */
export const agreementDocument = z.strictObject({
  kind: z.enum(['online', 'offline']),
  /** Null before the agreement is in force: the page then says so in the number's place. */
  agreementNumber: name.nullable(),
  version: z.int().positive(),
  issuedAt: z.date(),
  schoolName: name,
  graduate: z.strictObject({
    name,
    gender: line,
    ethnicGroup: line,
    politicalStatus: line,
    documentType: line,
    documentNumber: line,
    educationLevel: line,
    major: line,
    department: line,
    studentNumber: optionalLine,
    schoolingYears: optionalLine,
    graduatedOn: line,
    phone: optionalLine,
    email: optionalLine,
  }),
  employer: z.strictObject({
    name,
    uscc: line,
    nature: line,
    industry: line,
    address: line,
    jobCategory: line,
    jobTitle: line,
    contact: line,
    landline: optionalLine,
    mobile: optionalLine,
    email: optionalLine,
  }),
  terms: z.strictObject({
    probation: optionalLine,
    probationSalary: optionalLine,
    regularSalary: optionalLine,
    penalty: optionalLine,
    reportPlace: optionalLine,
    reportDeadline: optionalLine,
    workplace: optionalLine,
    /** 实际用工单位, in labour dispatch. */
    actualEmployer: optionalLine,
  }),
  archive: z.strictObject({
    transferType: line,
    receiverName: line,
    address: line,
    postcode: optionalLine,
    contact: optionalLine,
    phone: optionalLine,
  }),
  /** Null when the hukou is not with the school: the page then has no such rows. */
  hukou: z.strictObject({ migrationType: line, address: line }).nullable(),
  supplement: z.string().trim().max(2000).nullable(),
  schoolClauses: z.string().trim().max(10_000).nullable(),
  /** What has happened in the system; null for what has not, or does not, in this kind. */
  signing: z.strictObject({
    invited: act.nullable(),
    /** `way` says how the graduate's will was confirmed. */
    accepted: act.extend({ way: line }).nullable(),
    departmentReviewed: act.nullable(),
    schoolReviewed: act.nullable(),
  }),
  /** 鉴证: the picture of the school's seal, a PNG. Without one the school's field stays to be stamped. */
  schoolSeal: z.base64().optional(),
  signature: z.strictObject({ level: z.enum(['B-B', 'B-T']), signer: name, isTestCertificate: z.boolean() }),
});

export type AgreementDocument = z.infer<typeof agreementDocument>;

const beijing = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** 2027年1月13日 00:00:00 in Beijing time. */
function beijingTime(instant: Date): string {
  const part = Object.fromEntries(beijing.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part.year}年${part.month}月${part.day}日 ${part.hour}:${part.minute}:${part.second}`;
}

export type Printable = string | number | boolean | null | readonly Printable[] | { readonly [key: string]: Printable };

/** The document as the template reads it: instants in Beijing time, lines that were left empty as --. */
export function toPrintable(document: AgreementDocument): { readonly [key: string]: Printable } {
  const { schoolSeal: _, hukou, supplement, schoolClauses, agreementNumber, signing, issuedAt, ...lines } = document;
  const { graduate, employer, terms, archive, ...rest } = lines;
  return {
    ...rest,
    graduate: withDashes(graduate),
    employer: withDashes(employer),
    terms: withDashes(terms),
    archive: withDashes(archive),
    hukou,
    supplement: paragraphs(supplement),
    schoolClauses: paragraphs(schoolClauses),
    agreementNumber,
    issuedAt: beijingTime(issuedAt),
    signing: {
      invited: printableAct(signing.invited),
      accepted: printableAct(signing.accepted),
      departmentReviewed: printableAct(signing.departmentReviewed),
      schoolReviewed: printableAct(signing.schoolReviewed),
    },
  };
}

const withDashes = (fields: Record<string, string | null>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value?.trim() || '--']));

const paragraphs = (text: string | null): string[] => (text ?? '').split(/\r?\n/).filter(paragraph => paragraph.trim() !== '');

const printableAct = (done: { by: string; at: Date; way?: string } | null) => done && { ...done, at: beijingTime(done.at) };

/** What the QR of a page says: which agreement, which version, and a short digest of everything printed on it. */
export type AgreementQr = { agreementNumber: string; version: number; digest: string };

/**
 * The address of the public check, with `QX1:number:version:digest` in the fragment, which reaches no server: the phone that scans it is at
 * the page where the file is checked.
 */
export function agreementQrPayload(document: AgreementDocument, publicUrl: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(agreementDocument.parse(document)))
    .digest('hex')
    .slice(0, 16);
  const facts = `QX1:${document.agreementNumber ?? 'DRAFT'}:${document.version}:${digest}`.toUpperCase();
  return `${publicUrl}${checkPages.archive.path}#a=${facts}`;
}

/** Reads a payload back, of agreements from before the address too; undefined for a QR that is not one of ours. */
export function parseAgreementQr(payload: string): AgreementQr | undefined {
  const [, agreementNumber, version, digest] =
    /^(?:https?:\/\/[^#\s]{1,200}\/check\/archive#a=)?QX1:([^:]{1,40}):(\d{1,9}):([0-9A-F]{16})$/.exec(payload) ?? [];
  return agreementNumber && version && digest ? { agreementNumber, version: Number(version), digest } : undefined;
}
