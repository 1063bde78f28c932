/** What people read when an input breaks a schema that says nothing of its own: zod would speak English, and name types. */
import { z } from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const again = '内容不正确，请检查后重新填写';
const missing = '请填写此项';
const isText = (origin: unknown): boolean => origin === 'string';
const isList = (origin: unknown): boolean => origin === 'array' || origin === 'set' || origin === 'map';

const formats: Readonly<Record<string, string>> = {
  date: '请选择日期',
  datetime: '时间格式不正确，请重新选择',
  email: '邮箱格式不正确',
  url: '网址格式不正确',
};

function tooSmall({ origin, minimum }: Extract<Issue, { code: 'too_small' }>): string {
  if (isText(origin)) return Number(minimum) <= 1 ? missing : `至少填写 ${minimum} 个字`;
  if (isList(origin)) return Number(minimum) <= 1 ? '请至少选择一项' : `至少选择 ${minimum} 项`;
  return origin === 'date' ? '日期过早，请重新选择' : `不能小于 ${minimum}`;
}
function tooBig({ origin, maximum }: Extract<Issue, { code: 'too_big' }>): string {
  if (isText(origin)) return `最多填写 ${maximum} 个字`;
  if (isList(origin)) return `最多选择 ${maximum} 项`;
  return origin === 'date' ? '日期过晚，请重新选择' : `不能大于 ${maximum}`;
}

/** One sentence for each kind of issue that zod knows. */
export function sentenceOfIssue(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? missing : again;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return formats[issue.format ?? ''] ?? '格式不正确，请检查后重新填写';
    case 'invalid_value':
      return '请从给出的选项中选择';
    case 'unrecognized_keys':
      return '含有不认识的内容，请刷新页面后重试';
    default:
      return again;
  }
}

// The last word of a schema, of a check and of a form still comes first.
z.config({ localeError: sentenceOfIssue });
