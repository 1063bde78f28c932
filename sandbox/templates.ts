import { readFile } from 'node:fs/promises';
import { isObject, jsonObject } from './http.ts';
import { textValues } from './outbox.ts';

/** Templates as their provider approved them: SMS with `${name}`, WeChat with `{{thing1.DATA}}`. */
export type Templates = { sms: Record<string, string>; wechat: Record<string, string> };

/** The file is optional; a template that it does not hold is accepted and shown by its values. */
export async function readTemplates(file: string | undefined): Promise<Templates> {
  if (!file) return { sms: {}, wechat: {} };
  const content = jsonObject(await readFile(file));
  if (!isObject(content)) throw new Error('the templates file must hold { sms: { code: text }, wechat: { id: text } }');
  return { sms: textValues(content.sms), wechat: textValues(content.wechat) };
}

export function fill(template: string | undefined, params: Record<string, string>): string {
  if (template === undefined)
    return Object.entries(params)
      .map(([key, value]) => `${key}：${value}`)
      .join('；');
  return template.replace(
    /\$\{(\w+)\}|\{\{(\w+)\.DATA\}\}/g,
    (_whole, sms?: string, wechat?: string) => params[sms ?? wechat ?? ''] ?? '',
  );
}

/** The parameters that a template wants and did not get. */
export function missingParams(template: string | undefined, params: Record<string, string>): string[] {
  return [...(template ?? '').matchAll(/\$\{(\w+)\}/g)].flatMap(([, name = '']) => (name in params ? [] : [name]));
}
