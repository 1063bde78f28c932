/** The public check (在线核验): by name and code, by a scanned form, by a document's digest. Nobody signs in, and nothing travels in a URL. */
import { z } from 'zod';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { documentStandings } from '#domain/verification/document-standing.ts';
import { codePurposes } from '#domain/verification/purposes.ts';
import { route } from '../parts/route.ts';
import { instant, section } from '../parts/shapes.ts';

const hex = (most: number) =>
  z
    .string()
    .regex(/^[0-9a-f]+$/)
    .max(most);
/** A challenge of ALTCHA as it was given out, and its solution. */
const proof = z.object({
  parameters: z.object({
    ...{ algorithm: z.string().max(20), nonce: hex(64), salt: hex(64), cost: z.int(), keyLength: z.int() },
    ...{ keyPrefix: hex(8), expiresAt: z.int() },
  }),
  signature: hex(64),
  solution: z.object({ counter: z.int().min(0), derivedKey: hex(64) }),
});
export type Proof = z.output<typeof proof>;

export const takeChallenge = route({
  method: 'POST',
  path: '/api/check-challenges',
  permission: 'public.check',
  summary: '取得一道工作量证明题（ALTCHA，PBKDF2）',
  answer: z.object({
    parameters: z.object({
      ...{ algorithm: z.string(), nonce: z.string(), salt: z.string(), cost: z.number(), keyLength: z.number() },
      ...{ keyPrefix: z.string(), expiresAt: z.number() },
    }),
    signature: z.string(),
  }),
});

export const checkForm = route({
  method: 'POST',
  path: '/api/checks',
  permission: 'public.check',
  summary: '在线核验：姓名与核验编号或转递编号，或登记信息表二维码',
  body: z.object({
    kind: z.enum(transferKinds),
    by: z.union([
      z.object({
        name: z.string().trim().min(1, '请填写姓名').max(100, '姓名过长'),
        code: z.string().min(1, '请填写编号').max(100, '编号过长'),
      }),
      z.object({ token: z.string().regex(/^[\w-]{22}$/) }),
    ]),
    proof: proof.optional(),
  }),
  answer: z.object({
    checkedAt: instant,
    found: z
      .object({
        purpose: z.enum(codePurposes),
        formNumber: z.string(),
        validUntil: instant,
        sections: z.array(section),
      })
      .nullable(),
    /** One and the same for all that is not found. */
    notFound: z.object({ sentence: z.string(), causes: z.array(z.string()), remedies: z.array(z.string()) }).nullable(),
  }),
});

export const checkDocument = route({
  method: 'POST',
  path: '/api/document-checks',
  permission: 'public.check',
  summary: '核验一份文件：只提交其 SHA-256，不上传内容',
  body: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), proof: proof.optional() }),
  answer: z.object({
    checkedAt: instant,
    found: z
      .object({
        title: z.string(),
        standing: z.enum(documentStandings),
        sentence: z.string(),
      })
      .nullable(),
  }),
});

export const publishKeys = route({
  method: 'GET',
  path: '/.well-known/jwks.json',
  permission: 'public.check',
  summary: '验证登记信息表二维码签名的公钥（RFC 7517）',
  answer: z.object({
    keys: z.array(
      z.object({ kty: z.string(), crv: z.string(), kid: z.string(), x: z.string(), alg: z.string(), use: z.string() }),
    ),
  }),
});
