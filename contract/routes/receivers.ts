/** 档案接收机构: the directory of offices that receive archives, and a school's own entries. */

import { z } from 'zod';
import { isDay } from '#domain/dates.ts';
import { ownReceiverForm, receiverForm } from '#domain/forms/receiver.ts';
import { route } from '../parts/route.ts';
import { done, instant, numberParam, page, versionNumber } from '../parts/shapes.ts';
import { fieldChange } from './cases.ts';

const regionParam = z.string().regex(/^[1-9]\d{5}$/);
const version = versionNumber;
const day = z.string().refine(isDay, '请选择日期');

/** What is written on the envelope, and for whom; names of regions beside their codes. */
const office = z.object({
  servedRegionCode: z.string(),
  served: z.string(),
  name: z.string(),
  regionCode: z.string(),
  region: z.string(),
  address: z.string(),
  postcode: z.string().nullable(),
  contact: z.string().nullable(),
  phone: z.string().nullable(),
});
const found = office.extend({
  /** An entry of the own school. */
  own: z.boolean(),
});
export type FoundReceiver = z.output<typeof found>;

export const searchReceivers = route({
  method: 'GET',
  path: '/api/receivers',
  permission: 'receivers.search',
  summary: '查找档案接收机构（今天有效的，最多 20 条）',
  query: z.object({
    /** A part of the name, its pinyin or the initials of it. */
    q: z.string().trim().max(60).optional(),
    /** What serves this region: itself, what lies above it and below it. */
    region: regionParam.optional(),
  }),
  answer: z.object({ rows: z.array(found) }),
});
export const getOriginReceiver = route({
  method: 'GET',
  path: '/api/receivers/origin/{region}',
  permission: 'receivers.search',
  summary: '一个生源地今天适用的档案接收机构',
  params: z.object({ region: regionParam }),
  answer: z.object({ office: found.nullable() }),
});

export const receiverTimes = ['now', 'ahead', 'ended'] as const;
const entry = office.extend({
  id: z.number(),
  validFrom: z.string(),
  validUntil: z.string().nullable(),
  /** Today, from a later day on, or no more. */
  time: z.enum(receiverTimes),
  updatedAt: instant,
});
export type ReceiverEntry = z.output<typeof entry>;

export const listReceivers = route({
  method: 'GET',
  path: '/api/receiving-offices',
  permission: 'receivers.manage',
  summary: '档案接收机构目录',
  query: z.object({
    q: z.string().trim().max(60).optional(),
    region: regionParam.optional(),
    time: z.enum(receiverTimes).optional(),
    ...page,
  }),
  answer: z.object({
    rows: z.array(entry),
    next: z.string().nullable(),
    total: z.number(),
    /** The province whose regions the account keeps; null for the whole country. */
    provinceCode: z.string().nullable(),
  }),
});

const receiverPage = entry.extend({
  version,
  history: z.array(
    z.object({
      id: z.number(),
      at: instant,
      who: z.string(),
      action: z.enum(['added', 'changed', 'ended']),
      changes: z.array(fieldChange),
    }),
  ),
});
export const getReceiver = route({
  method: 'GET',
  path: '/api/receiving-offices/{id}',
  permission: 'receivers.manage',
  summary: '一个档案接收机构与修改历史',
  params: z.object({ id: numberParam }),
  answer: receiverPage,
});
export const addReceiver = route({
  method: 'POST',
  path: '/api/receiving-offices',
  permission: 'receivers.manage',
  summary: '新增档案接收机构',
  body: receiverForm,
  answer: receiverPage,
});
export const changeReceiver = route({
  method: 'PUT',
  path: '/api/receiving-offices/{id}',
  permission: 'receivers.manage',
  summary: '修改档案接收机构',
  params: z.object({ id: numberParam }),
  body: z.object({ form: receiverForm, version }),
  answer: receiverPage,
});
export const endReceiver = route({
  method: 'POST',
  path: '/api/receiving-offices/{id}/end',
  permission: 'receivers.manage',
  summary: '停用档案接收机构',
  params: z.object({ id: numberParam }),
  body: z.object({
    /** The last day on which it holds. */
    validUntil: day,
    version,
  }),
  answer: receiverPage,
});

const importLine = z.object({ row: z.number(), served: z.string(), name: z.string(), fault: z.string().nullable() });
const importRun = z.object({ id: z.number(), at: instant, fileName: z.string(), rows: z.number(), added: z.number() });
export const downloadReceiverTemplate = route({
  method: 'GET',
  path: '/api/receiving-office-imports/template',
  permission: 'receivers.manage',
  summary: '下载档案接收机构导入模板',
  medium: 'download',
});
export const importReceivers = route({
  method: 'POST',
  path: '/api/receiving-office-imports',
  permission: 'receivers.manage',
  summary: '批量导入档案接收机构，回答逐行结果',
  medium: 'upload',
  maxBytes: 2 * 1024 * 1024,
  answer: z.object({ run: importRun, lines: z.array(importLine) }),
});
export const listReceiverImports = route({
  method: 'GET',
  path: '/api/receiving-office-imports',
  permission: 'receivers.manage',
  summary: '本账号最近的批量导入',
  answer: z.array(importRun),
});
export const downloadRefusedReceivers = route({
  method: 'GET',
  path: '/api/receiving-office-imports/{id}/refused',
  permission: 'receivers.manage',
  summary: '下载未导入的行，改正后可直接上传',
  medium: 'download',
  params: z.object({ id: numberParam }),
});

const ownOffice = office.extend({ version, updatedAt: instant });
export type OwnReceiver = z.output<typeof ownOffice>;
export const listOwnReceivers = route({
  method: 'GET',
  path: '/api/school/origin-offices',
  permission: 'school.settings',
  summary: '本校指定的生源地档案接收机构，及修改历史',
  answer: z.object({
    rows: z.array(ownOffice),
    history: z.array(
      z.object({
        id: z.number(),
        at: instant,
        who: z.string(),
        action: z.enum(['set', 'cleared']),
        served: z.string(),
        name: z.string(),
      }),
    ),
  }),
});
export const setOwnReceiver = route({
  method: 'POST',
  path: '/api/school/origin-offices',
  permission: 'school.settings',
  summary: '指定一个生源地的档案接收机构，或修改它',
  body: z.object({
    form: ownReceiverForm,
    /** As it was read; 0 for a region without an entry. */
    version,
  }),
  answer: ownOffice,
});
export const clearOwnReceiver = route({
  method: 'POST',
  path: '/api/school/origin-offices/{region}/removal',
  permission: 'school.settings',
  summary: '取消本校指定，改用全国目录',
  params: z.object({ region: regionParam }),
  body: z.object({ version }),
  answer: done,
});
