/** A graduate's archive and hukou: what destinations brought along, staff wrote or the graduate asked for, and what is reported of it. */
import { dayLength } from '#domain/dates.ts';
import type { PartCode } from '#domain/forms/form-field.ts';
import type { PartContent } from '#domain/reported/parts.ts';
import { originOfficeOn, upFrom } from '#domain/rules/origin-office.ts';
import { provinceOf, transferTypeOf } from '#domain/transfers/content.ts';
import { backToOrigin, type TransferKind, transferDetails, transferKinds } from '#domain/transfers/kinds.ts';
import type { TransferSource } from '#domain/transfers/record.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Random } from '../../demo/random.ts';
import { demoOffices, demoOwnOffices } from '../../demo/receiving-offices.ts';
import { seedRegionTable } from '../../regions/regions.ts';
import type { PlayedStep } from './journeys.ts';
import type { Cased } from './make-case.ts';
import { cohort } from './plan.ts';
import { type Batch, type Making, requestsPerGraduate } from './tables.ts';
import { firstStep, laterStep, rejectedByLapse } from './transfer-journeys.ts';

/** What a destination in force has brought along; ended, it has left it behind with a note. */
export interface Brought {
  readonly caseId: number;
  readonly name: string;
  readonly parts: Partial<Record<PartCode, PartContent>>;
  readonly at: Date;
  readonly endedAt: Date | undefined;
}
/** State, type and since when, as the graduate's row has them. */
type Shown = readonly [state: string, type: string | null, since: string | null];
interface Written {
  readonly version: number;
  readonly content: PartContent;
  readonly sealed: Buffer;
  readonly from: readonly [source: TransferSource, sourceName: string | null, requestId: number | null, caseId: number | null];
  readonly note: 'destination-ended' | null;
  readonly at: Date;
}

const national = demoOffices(seedRegionTable).map(office => ({ ...office, validUntil: null }));
const receivers = new Map<string, PartContent>();
/** 转回生源地, as the entry of the origin has it: what a quick review approves. */
function receiverOf(schoolId: number, origin: string): PartContent {
  const key = `${schoolId === 1} ${origin}`;
  const known = receivers.get(key);
  if (known) return known;
  const own = schoolId === 1 ? demoOwnOffices : [];
  const office = originOfficeOn(upFrom(seedRegionTable, origin), '2027-03-01', own, national);
  const all = {
    transferType: backToOrigin,
    receiverName: office?.name ?? '演示人才服务中心',
    receiverRegionCode: office?.regionCode ?? origin,
    receiverAddress: office?.address ?? '演示路 1 号',
    receiverPostcode: office?.postcode,
    receiverContact: office?.contact,
    receiverPhone: office?.phone,
  };
  const content = Object.fromEntries(Object.entries(all).flatMap(([code, value]) => (value ? [[code, value]] : [])));
  receivers.set(key, content);
  return content;
}
const provinces = new Map<string, string | null>();
function provinceKnown(content: PartContent, regions: Making['regions']): string | null {
  const region = content.receiverRegionCode ?? content.moveToRegionCode ?? '';
  const known = provinces.get(region);
  if (known !== undefined) return known;
  const province = provinceOf(content, regions);
  provinces.set(region, province);
  return province;
}
const contents = new Map<string, PartContent>();
/** One of a few for each place: sealing another for everybody is what a seed spends its time on. */
function contentFor(kind: TransferKind, random: Random, { schoolId, row: { originRegion } }: Cased): PartContent {
  const variant = random.whole(0, 9);
  const key = `${kind} ${schoolId === 1} ${originRegion} ${variant}`;
  const known = contents.get(key);
  if (known) return known;
  const address = `演示路 ${random.whole(1, 999)} 号`;
  const receiver = { receiverName: '演示人才服务中心（𬭎分部）', receiverRegionCode: originRegion, receiverAddress: address };
  const content =
    kind === 'hukou'
      ? { transferType: variant < 6 ? backToOrigin : '2', moveToRegionCode: originRegion, moveToAddress: address }
      : variant < 5
        ? receiverOf(schoolId, originRegion)
        : // Somebody typed the address of the office differently.
          variant < 6
          ? { ...receiverOf(schoolId, originRegion), receiverAddress: address }
          : { transferType: '2', ...receiver };
  contents.set(key, content);
  return content;
}
const sealedContents = new WeakMap<PartContent, Buffer>();
function sealedOf(vault: Vault, content: PartContent): Buffer {
  const sealed = sealedContents.get(content) ?? vault.sealJson(content);
  sealedContents.set(content, sealed);
  return sealed;
}
const sealedTexts = new Map<string, Buffer>();
function sealedText(vault: Vault, text: string): Buffer {
  const sealed = sealedTexts.get(text) ?? vault.seal(text);
  sealedTexts.set(text, sealed);
  return sealed;
}

export function addTransfers(
  batch: Batch,
  making: Making,
  random: Random,
  graduate: Cased,
  brought: Brought | undefined,
): Readonly<Record<TransferKind, Shown>> {
  return {
    archive: addTransfer(batch, making, random, graduate, brought, 'archive'),
    hukou: addTransfer(batch, making, random, graduate, brought, 'hukou'),
  };
}

function addTransfer(
  batch: Batch,
  making: Making,
  random: Random,
  graduate: Cased,
  brought: Brought | undefined,
  kind: TransferKind,
): Shown {
  const { vault, regions, now } = making;
  const { schoolId, graduateId, row, lapsedAt } = graduate;
  if (transferDetails[kind].needsHukou && !row.hukouTransferred) return ['unregistered', null, null];
  const whose = [schoolId, graduateId, kind];
  let record: Written | undefined;
  const keep = (change: string, { version, sealed, from, at }: Written, by: string, isWritten: boolean) =>
    batch.transfer_record_history.add([...whose, version, at.toISOString(), change, isWritten ? sealed : null, ...from, by]);
  const write = (content: PartContent, from: Written['from'], by: string, at: Date) => {
    const sealed = sealedOf(vault, content);
    record = { version: (record?.version ?? 0) + 1, content, sealed, from, note: null, at };
    keep('written', record, by, true);
    if (!lapsedAt) batch.registry_record_history.add([...whose, 'platform', 'written', sealed, null, at.toISOString()]);
  };

  const part = brought?.parts[kind];
  if (brought && part) write(part, ['destination', brought.name, null, brought.caseId], 'system', brought.at);
  if (record && brought?.endedAt) {
    record = { ...record, version: record.version + 1, note: 'destination-ended', at: brought.endedAt };
    keep('noted', record, 'system', false);
  }

  const drawn = random.whole(0, 9_999);
  const { what, steps } = record ? laterStep(kind, drawn) : firstStep(kind, drawn);
  const after = record?.at.getTime() ?? Date.UTC(cohort - 1, 8, 2);
  const until = (lapsedAt ?? now).getTime();
  const isWaiting = what === 'request' && steps.at(-1)?.to.waitsAt !== undefined;
  const latest = Math.max(after, until - random.next() * (isWaiting ? 15 * dayLength : until - after));
  const at = new Date(latest);
  let waits = false;
  if (what === 'staff')
    write(contentFor(kind, random, graduate), ['staff', null, null, null], random.pick(['department', 'school']), at);
  if (what === 'import') write(contentFor(kind, random, graduate), ['import', null, null, null], 'school', at);
  if (what === 'request') {
    const content = contentFor(kind, random, graduate);
    const lapse = lapsedAt && isWaiting ? rejectedByLapse.get(kind) : undefined;
    const id = addRequest(batch, making, random, {
      kind,
      graduate,
      content,
      steps: lapse ? [...steps, lapse] : steps,
      after,
      latest,
    });
    const last = steps.at(-1);
    waits = isWaiting && !lapsedAt;
    if (last?.effects.includes('writeTransfer')) write(content, ['request', null, id, null], last.by, at);
  }
  return settled();

  /** The record as it is in the end, and what lists show of it. */
  function settled(): Shown {
    if (!record) return [waits ? 'reviewing' : 'unregistered', null, null];
    if (lapsedAt) {
      record = { ...record, version: record.version + 1, note: null };
      batch.transfer_record_history.add([
        ...whose,
        record.version,
        lapsedAt.toISOString(),
        'lapsed',
        null,
        null,
        null,
        null,
        null,
        'system',
      ]);
    }
    const { version, content, sealed, from, note } = record;
    const [type, when] = [transferTypeOf(content), record.at.toISOString()];
    const state = lapsedAt ? 'lapsed' : 'registered';
    batch.transfer_record.add([...whose, state, version, sealed, type, provinceKnown(content, regions), ...from, note, when]);
    if (lapsedAt) return ['unregistered', null, null];
    batch.registry_record.add([...whose, 'platform', sealed, null, null, null, null, version, note, when]);
    return [waits ? 'modifying' : 'registered', type, when];
  }
}

interface Asked {
  readonly kind: TransferKind;
  readonly graduate: Cased;
  readonly content: PartContent;
  readonly steps: readonly PlayedStep[];
  /** The request lies between these. */
  readonly after: number;
  readonly latest: number;
}
const reasons: Readonly<Record<string, string>> = { reject: '材料与填写的信息不一致', lapse: '毕业生信息已删除' };

/** Answers its id. */
function addRequest(
  batch: Batch,
  { vault, base }: Making,
  random: Random,
  { kind, graduate, content, steps, after, latest }: Asked,
): number {
  const { schoolId, graduateId, row, pinyin, lapsedAt } = graduate;
  const id = base.request + (graduateId - base.graduate) * requestsPerGraduate + transferKinds.indexOf(kind);
  const first = Math.max(after, latest - steps.length * random.whole(2, 40) * 3_600_000);
  const at = (index: number): string => {
    if (lapsedAt && steps[index]?.action === 'lapse') return lapsedAt.toISOString();
    return new Date(first + ((latest - first) * index) / Math.max(1, steps.length - 1)).toISOString();
  };
  const [begun, last] = [steps[0], steps.at(-1)];
  if (!begun || !last) throw new Error('a request without a step');
  const explanation = begun.action === 'modify' ? '原登记的地址有误。' : '';
  batch.transfer_request.add([
    ...[schoolId, id, graduateId, kind, begun.action, last.to.id, last.to.waitsAt, begun.levels, steps.length],
    ...[
      sealedOf(vault, content),
      sealedText(vault, explanation),
      transferTypeOf(content),
      cohort,
      row.departmentId,
      row.name,
      pinyin,
    ],
    ...[pinyin.replace(/(\S)\S*\s*/g, '$1'), row.studentNumber, row.examNumber, row.className, row.major.code, row.major.name],
    ...[row.educationLevel, at(0), at(steps.length - 1)],
  ]);
  for (const [index, { action, by, levels, to }] of steps.entries()) {
    const reason = reasons[action];
    const text = action === 'lapse' ? '' : '请核对后重新提交。';
    const note = reason ? sealedText(vault, JSON.stringify({ reason, text })) : null;
    batch.transfer_request_history.add([
      schoolId,
      id,
      index + 1,
      at(index),
      action,
      by,
      by === 'system' ? [] : levels,
      to.id,
      note,
    ]);
  }
  return id;
}
