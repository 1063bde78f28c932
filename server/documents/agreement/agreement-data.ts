import { createHash } from 'node:crypto';
import { z } from 'zod';

/** A line of the form; null prints as --. */
const line = (max: number) => z.string().trim().min(1).max(max);
const optionalLine = (max: number) => line(max).nullable();

/** Something that somebody did at a time, by the name to be printed. */
const act = z.strictObject({ by: line(100), at: z.date() });

/** Everything that is printed on a 就业协议书, in words, not codes. */
export const agreementDocument = z.strictObject({
  kind: z.enum(['online', 'offline']),
  /** Null before the agreement is in force: the page then says so in the number's place. */
  agreementNumber: line(40).nullable(),
  version: z.int().positive(),
  issuedAt: z.date(),
  schoolName: line(100),
  graduate: z.strictObject({
    name: line(60),
    gender: line(10),
    ethnicGroup: line(20),
    politicalStatus: line(40),
    documentType: line(20),
    documentNumber: line(30),
    educationLevel: line(20),
    major: line(80),
    department: line(100),
    studentNumber: optionalLine(40),
    schoolingYears: optionalLine(20),
    graduatedOn: line(20),
    mobile: optionalLine(30),
    email: optionalLine(100),
  }),
  employer: z.strictObject({
    name: line(100),
    uscc: line(18),
    nature: line(40),
    industry: line(60),
    address: line(200),
    jobCategory: line(60),
    jobTitle: line(60),
    contact: line(60),
    landline: optionalLine(30),
    mobile: optionalLine(30),
    email: optionalLine(100),
  }),
  terms: z.strictObject({
    probation: optionalLine(40),
    probationSalary: optionalLine(40),
    regularSalary: optionalLine(40),
    penalty: optionalLine(40),
    reportPlace: optionalLine(200),
    reportDeadline: optionalLine(40),
    workplace: optionalLine(200),
    /** 实际用工单位, in labour dispatch. */
    actualEmployer: optionalLine(100),
  }),
  archive: z.strictObject({
    transferType: line(40),
    receiverName: line(100),
    address: line(200),
    postcode: optionalLine(10),
    contact: optionalLine(60),
    phone: optionalLine(30),
  }),
  /** Null when the hukou is not with the school: the page then has no such rows. */
  hukou: z.strictObject({ migrationType: line(40), address: line(200) }).nullable(),
  supplement: z.string().trim().max(1000).nullable(),
  schoolClauses: z.string().trim().max(2000).nullable(),
  /** What has happened in the system; null for what has not, or does not, in this kind. */
  signing: z.strictObject({
    invited: act.nullable(),
    /** `way` says how the graduate's will was confirmed. */
    accepted: act.extend({ way: line(60) }).nullable(),
    departmentReviewed: act.nullable(),
    schoolReviewed: act.nullable(),
  }),
  signature: z.strictObject({ level: z.enum(['B-B', 'B-T']), signer: line(100), isTestCertificate: z.boolean() }),
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
  const { hukou, supplement, schoolClauses, agreementNumber, signing, issuedAt, ...lines } = document;
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
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value ?? '--']));

const paragraphs = (text: string | null): string[] => (text ?? '').split(/\r?\n/).filter(paragraph => paragraph.trim() !== '');

const printableAct = (done: { by: string; at: Date; way?: string } | null) => done && { ...done, at: beijingTime(done.at) };

/** What the QR of a page says: which agreement, which version, and a short digest of everything printed on it. */
export type AgreementQr = { agreementNumber: string; version: number; digest: string };

/** `QX1:number:version:digest`, in the characters that a QR keeps in its compact alphanumeric mode. */
export function agreementQrPayload(document: AgreementDocument): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(agreementDocument.parse(document)))
    .digest('hex')
    .slice(0, 16);
  return `QX1:${document.agreementNumber ?? 'DRAFT'}:${document.version}:${digest}`.toUpperCase();
}

/** Reads a payload back; undefined for a QR that is not one of ours. */
export function parseAgreementQr(payload: string): AgreementQr | undefined {
  const [, agreementNumber, version, digest] = /^QX1:([^:]{1,40}):(\d{1,9}):([0-9A-F]{16})$/.exec(payload) ?? [];
  return agreementNumber && version && digest ? { agreementNumber, version: Number(version), digest } : undefined;
}
