/** What an action's form asked for, parsed: what the history keeps, and what changes beside the state. */
import { z } from 'zod';
import { type Action, actions } from '#domain/actions/all.ts';
import type { Ask } from '#domain/actions/row.ts';
import { offeredTypes } from '#domain/codes/destination-types.ts';
import type { RegionTable } from '#domain/codes/regions.ts';
import { consentForm } from '#domain/forms/consent-form.ts';
import { optionalReasonForm, reasonFormFor, remarkForm, returnFormFor } from '#domain/forms/reason-form.ts';
import { normalizePersonName } from '#domain/identifiers/person-name.ts';
import { isMobile } from '#domain/identifiers/phone.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { evidenceIsThere } from '#domain/rules/case-files.ts';
import { unitOf } from '#domain/rules/directed-unit.ts';
import { differences } from '#domain/rules/snapshot.ts';
import { makeLink } from '#server/agents/index.ts';
import { type CaseFileRow, carryEvidenceOver, countTakenBack, handIn } from '#server/case-files/index.ts';
import {
  type CaseForm,
  changesBetween,
  evidenceOfChange,
  fieldsToReturnOf,
  isRefusedForm,
  type OpenedCase,
  parseForm,
  type ReadInput,
  reasonsOf,
  selectHistory,
} from '#server/cases/index.ts';
import { readCorrection } from '#server/corrections/index.ts';
import { alsoInvalid, fieldsOf, invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { type CodeProof, useCode } from '#server/sign-in/index.ts';
import type { ActOnCase } from './act-command.ts';

interface Reading {
  readonly platform: Platform;
  readonly tx: Transaction;
  readonly opened: OpenedCase;
  readonly command: Pick<ActOnCase, 'input' | 'action' | 'addressPrefix' | 'device'>;
  readonly proof: CodeProof | Refused | undefined;
}
type Reader = (reading: Reading) => Promise<ReadInput | Refused>;

const faultsOf = (error: z.ZodError): Refused => invalidFields(fieldsOf(error, 'input.'));

const offeredCodes = ({ row }: OpenedCase): readonly string[] =>
  offeredTypes(row.educationLevel, row.trainingMode).flatMap(({ code, flow }) => (flow === row.flow ? [code] : []));

const askedOf = ({ hukouTransferred, cohort }: OpenedCase['row']) => ({ hukouAtSchool: hukouTransferred === true, cohort });

const readForm: Reader = async ({ platform, tx, opened, command }) => {
  const { row } = opened;
  const given = z.object({ form: z.record(z.string(), z.unknown()) }).safeParse(command.input);
  if (!given.success) return faultsOf(given.error);
  const regions = await loadRegions(platform.database);
  const filled = { ...given.data.form, ...unitOf(row.destinationType, row) };
  const form = parseForm(row.destinationType, askedOf(row), filled, regions, 'input.form.');
  const files = await handIn(tx, row, 'evidence');
  const missing = evidenceIsThere(row.destinationType, files) ? {} : { 'input.files': '请上传所需的证明材料' };
  // Told together: a person who mends the form should not learn of the missing picture afterwards.
  if (isRefusedForm(form)) return alsoInvalid(form, missing);
  if (Object.keys(missing).length > 0) return invalidFields(missing);
  const isFirst = row.submittedAt === null;
  return {
    changes: { form },
    ...(isFirst ? {} : { attached: { evidence: await sinceSubmitted(tx, opened, form, files, regions) } }),
  };
};

/** What a resubmission changes, files among it: who reviews it again reads the difference. */
async function sinceSubmitted(
  tx: Transaction,
  { row, form: submitted }: OpenedCase,
  form: CaseForm,
  files: readonly CaseFileRow[],
  regions: RegionTable,
) {
  const of = { destinationType: row.destinationType };
  const before = { ...of, form: submitted() };
  const last = (await tx.query(selectHistory, [row.schoolId, row.id])).findLast(({ action }) => action === 'submit');
  const back = [row.schoolId, row.id, 'evidence', last?.at ?? row.createdAt];
  const { count: gone } = await tx.one(countTakenBack, back);
  const added = files.filter(({ submittedSeq }) => submittedSeq === null).length;
  const exchanged =
    gone + added === 0
      ? []
      : [
          {
            key: 'files',
            label: '证明材料',
            from: `${files.length - added + gone} 份`,
            to: `${files.length} 份（新上传 ${added} 份）`,
          },
        ];
  return evidenceOfChange(before, [...changesBetween(before, { ...of, form }, regions), ...exchanged]);
}

const readScan: Reader = async ({ tx, opened, command }) => {
  const given = z.object({ explanation: z.boolean().default(false) }).safeParse(command.input);
  if (!given.success) return faultsOf(given.error);
  const { explanation } = given.data;
  const files = await handIn(tx, opened.row, 'scan', { isExplanation: explanation });
  if (files.length === 0) return invalidFields({ 'input.files': explanation ? '请上传情况说明' : '请上传加盖公章的协议书图像' });
  return { changes: { isExplanation: explanation } };
};

const readTermination: Reader = async ({ tx, opened, command }) => {
  const { row } = opened;
  const parsed = reasonFormFor(reasonsOf(opened, command.action)).safeParse(command.input);
  const isOnPaper = row.flow === 'offline-termination';
  const lacksLetter = isOnPaper && (await handIn(tx, row, 'letter')).length === 0;
  // Told together: a person who adds a reason should not learn of the missing letter afterwards.
  const missing = lacksLetter ? { 'input.files': '请上传双方签订的解约函' } : {};
  if (!parsed.success) return alsoInvalid(faultsOf(parsed.error), missing);
  return lacksLetter ? invalidFields(missing) : { attached: { note: parsed.data } };
};

const readHelp: Reader = async ({ tx, opened, command }) => {
  const parsed = z
    .object({ text: z.string().trim().min(1, '请填写单位同意解约的情况').max(500, '最多 500 字') })
    .safeParse(command.input);
  if (!parsed.success) return faultsOf(parsed.error);
  const shown = await handIn(tx, opened.row, 'help');
  if (shown.length === 0) return invalidFields({ 'input.files': '请上传单位同意解约的佐证材料' });
  return { attached: { note: { reason: '', text: parsed.data.text } } };
};

const readAmendment: Reader = async ({ platform, tx, opened, command }) => {
  const given = z.object({ destinationType: z.string(), form: z.record(z.string(), z.unknown()) }).safeParse(command.input);
  if (!given.success) return faultsOf(given.error);
  const { destinationType } = given.data;
  if (!offeredCodes(opened).includes(destinationType)) return refuse('type-does-not-fit');
  const regions = await loadRegions(platform.database);
  const filled = { ...given.data.form, ...unitOf(destinationType, opened.row) };
  const form = parseForm(destinationType, askedOf(opened.row), filled, regions, 'input.form.');
  if (isRefusedForm(form)) return form;
  const { row } = opened;
  if (destinationType !== row.destinationType) await carryEvidenceOver(tx, row, destinationType);
  const before = { destinationType: row.destinationType, form: opened.form() };
  const changes = changesBetween(before, { destinationType, form }, regions);
  return { changes: { form, destinationType }, attached: { evidence: evidenceOfChange(before, changes) } };
};

/** 获取最新学生信息: what is taken over, field by field; of 10.09 the unit too, which is the roster's. */
const readRefreshed: Reader = async ({ platform, opened: { row, form, snapshot, roster } }) => {
  const before = { destinationType: row.destinationType, form: form() };
  const renewed = { ...before.form, ...unitOf(row.destinationType, row) };
  const regions = await loadRegions(platform.database);
  const ofForm = changesBetween(before, { ...before, form: renewed }, regions);
  const ofGraduate = (snapshot ? differences(snapshot, roster) : []).flatMap(({ key, label, isKey }) =>
    isKey || !snapshot ? [] : [{ key, label, from: snapshot[key], to: roster[key] }],
  );
  const attached = { evidence: evidenceOfChange(before, [...ofForm, ...ofGraduate]) };
  return ofForm.length > 0 ? { changes: { form: renewed }, attached } : { attached };
};

const readPhone: Reader = async ({ platform, tx, opened, command }) => {
  const given = z.object({ phone: z.string().trim().optional() }).safeParse(command.input);
  if (!given.success) return faultsOf(given.error);
  const phone = given.data.phone || opened.form().contactMobile || '';
  if (!isMobile(phone)) return invalidFields({ 'input.phone': '请填写单位联系人的 11 位手机号码' });
  const { schoolId, id: caseId, graduateId, historySeq } = opened.row;
  return (await makeLink(platform, tx, { schoolId, caseId, graduateId, seq: historySeq + 1, phone })) ?? {};
};

const readReason: Reader = async ({ opened, command: { action, input } }) => {
  const reasons = reasonsOf(opened, action);
  if (!actions[action].namesFields) {
    const parsed = reasonFormFor(reasons).safeParse(input);
    return parsed.success ? { attached: { note: parsed.data } } : faultsOf(parsed.error);
  }
  const offered = fieldsToReturnOf(opened, action);
  const parsed = returnFormFor(
    reasons,
    offered.map(({ key }) => key),
  ).safeParse(input);
  if (!parsed.success) return faultsOf(parsed.error);
  const { fields, ...note } = parsed.data;
  // In the order of the form, with the labels of today: the history reads as it was said.
  const named = offered.flatMap(({ key, label }) =>
    fields.flatMap(field => (field.key === key ? [{ key, label, text: field.text }] : [])),
  );
  return { attached: { note: named.length > 0 ? { ...note, fields: named } : note } };
};

const readNote: Reader = async ({ command }) => {
  const parsed = optionalReasonForm.safeParse(command.input);
  if (!parsed.success) return faultsOf(parsed.error);
  const { reason = '', text = '' } = parsed.data;
  return reason || text ? { attached: { note: { reason, text } } } : {};
};

const readRemark: Reader = async ({ command }) => {
  const parsed = remarkForm.safeParse(command.input);
  return parsed.success ? { attached: { note: { reason: '', text: parsed.data.text } } } : faultsOf(parsed.error);
};

const readConsent: Reader = async ({ platform, tx, opened, command, proof }) => {
  const parsed = consentForm.safeParse(command.input);
  if (!parsed.success) return faultsOf(parsed.error);
  const given = parsed.data.proof;
  if (given.method === 'name' && normalizePersonName(given.name) !== opened.row.name)
    return invalidFields({ 'input.proof.name': '输入的姓名与您的姓名不一致，请核对' });
  if (given.method === 'sms' && (!proof || (await useCode(tx, proof))))
    return invalidFields({ 'input.proof.code': '短信验证码不正确或已过期，请重新获取' });
  // Kept as evidence of the deliberate act.
  const { addressPrefix, device } = command;
  return { attached: { evidence: { consent: given.method, at: platform.clock.now().toISOString(), addressPrefix, device } } };
};

const readers: Readonly<Record<Exclude<Ask, 'invitation'>, Reader>> = {
  form: readForm,
  scan: readScan,
  termination: readTermination,
  help: readHelp,
  amendment: readAmendment,
  correction: ({ platform, tx, opened, command }) => readCorrection(platform, tx, opened, command.input),
  phone: readPhone,
  reason: readReason,
  note: readNote,
  remark: readRemark,
  consent: readConsent,
};

/** What changes with an action that asks for nothing. */
const unasked: { readonly [Name in Action]?: Reader } = { refreshSnapshot: readRefreshed };

/** Parses what was typed; a fault names its field, and nothing has been written then. */
export const readInput = (asked: Ask | undefined, reading: Reading): Promise<ReadInput | Refused> =>
  asked === undefined
    ? (unasked[reading.command.action]?.(reading) ?? Promise.resolve({}))
    : asked === 'invitation'
      ? Promise.resolve(refuse('not-possible-here'))
      : readers[asked](reading);
