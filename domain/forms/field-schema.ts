/** Schemas made from the rows of a form. */
import { z } from 'zod';
import { isDay } from '../dates.ts';
import { code, region } from './choice-answers.ts';
import type { Field, FieldFormat, FieldKind } from './form-field.ts';
import { anyPhone, email, fitting, landline, mobile, postcode, text, uscc } from './text-answers.ts';

type Build = (field: Field) => z.ZodString;

const isMonth = (value: string) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value);
/** Whether a date lies in a working life; any other was mistyped. */
const isPlausible = (date: string) => date >= '2000' && date < '2070';

const plain: Build = ({ label, maxLength }) => text(label, maxLength);
const checked = (fits: (value: string) => boolean, message: (field: Field) => string): Build => {
  return field => fitting(plain(field), fits, message(field));
};
const dated = (fits: (value: string) => boolean, example: string): Build => {
  const dateOf = checked(fits, ({ label }) => `${label}格式不符，应如 ${example}，请重新选择`);
  return field => fitting(dateOf(field), value => !fits(value) || isPlausible(value), `${field.label}的年份不合常理，请核对`);
};
const chosen: Build = ({ label, codeTable }) => code(label, codeTable ?? []);

const ofKind: Readonly<Record<FieldKind, Build>> = {
  text: plain,
  textarea: plain,
  code: chosen,
  choice: chosen,
  region: ({ label }) => region(label),
  phone: ({ label }) => anyPhone(label),
  email: ({ label, maxLength }) => email(label, maxLength),
  date: dated(isDay, '2027-07-01'),
  month: dated(isMonth, '2027-09'),
};

/** 3000-4500 元 is a span, -1 is none. */
const isNegative = (value: string) => /^[^\d\p{L}]*[-−–—－]\s*\d/u.test(value);
const pay = checked(
  value => !isNegative(value),
  ({ label }) => `${label}不能是负数，请核对`,
);

const webAddress = /^https?:\/\/[^\s/]+\.[^\s/]+/iu;
const ofFormat: Readonly<Record<FieldFormat, Build>> = {
  uscc: ({ label }) => uscc(label),
  landline: ({ label }) => landline(label),
  mobile: ({ label }) => mobile(label),
  postcode: ({ label }) => postcode(label),
  // The hint is the example: 例如：4500 元/月.
  amount: field =>
    fitting(pay(field), value => /\d/.test(value), `${field.label}应写明金额，${field.hint.replace('：', ' ')}，请补充`),
  pay: field => pay(field),
  count: checked(
    value => /^\d{1,5}$/.test(value),
    ({ label }) => `${label}应为整数，请只填数字`,
  ),
  'web-address': checked(
    value => webAddress.test(value),
    ({ label }) => `${label}应为完整网址，以 http:// 或 https:// 开头，请核对`,
  ),
};

const build: Build = field => (field.format ? ofFormat[field.format] : ofKind[field.kind])(field);

const chosenKinds: ReadonlySet<FieldKind> = new Set(['code', 'choice', 'region', 'date', 'month']);
/** What to do about a field that is empty and must not be. */
export const askFor = ({ label, kind }: Pick<Field, 'label' | 'kind'>): string =>
  `请${chosenKinds.has(kind) ? '选择' : '填写'}${label}`;

/** An answer to the field; blank where it need not be given. */
export const answerTo = (field: Field): z.ZodString => (field.required ? build(field).min(1, askFor(field)) : build(field));

type Shape<Row extends Field> = {
  [Each in Row as Each['key']]: Each['required'] extends true ? z.ZodString : z.ZodOptional<z.ZodString>;
};
type FreeShape<Row extends Field> = { [Each in Row as Each['key']]: z.ZodOptional<z.ZodString> };

const isShape = <Row extends Field>(shape: Readonly<Record<string, z.ZodType>>, rows: readonly Row[]): shape is Shape<Row> =>
  rows.every(({ key, required }) => shape[key] instanceof (required ? z.ZodString : z.ZodOptional));
const isFreeShape = <Row extends Field>(
  shape: Readonly<Record<string, z.ZodType>>,
  rows: readonly Row[],
): shape is FreeShape<Row> => rows.every(({ key }) => shape[key] instanceof z.ZodOptional);

const schemas = (rows: readonly Field[]): Record<string, z.ZodType> =>
  Object.fromEntries(rows.map(row => [row.key, row.required ? answerTo(row) : answerTo(row).optional()]));

/** The schema of each row under its key: missing is refused where the row is required. */
export function shapeOf<const Row extends Field>(rows: readonly Row[]): Shape<Row> {
  const shape = schemas(rows);
  if (!isShape(shape, rows)) throw new Error('two rows of a form have one key');
  return shape;
}

/** The same for a block that may be left out: nothing is required. */
export function freeShapeOf<const Row extends Field>(rows: readonly Row[]): FreeShape<Row> {
  const shape = schemas(rows.map(row => ({ ...row, required: false })));
  if (!isFreeShape(shape, rows)) throw new Error('two rows of a form have one key');
  return shape;
}
