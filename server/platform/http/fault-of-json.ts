/** No form of ours is nested deeper. */
const deepest = 32;

/**
 * What no page of ours sends, in words: a NUL, which no keyboard writes and PostgreSQL stores in no text, or nesting beyond every form.
 * Undefined: nothing. Walks with a stack of its own, so that depth costs memory of the body's size and no call stack.
 */
export function faultOfJson(value: unknown): string | undefined {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: one, depth } = next;
    if (typeof one === 'string') {
      if (one.includes('\0')) return '含有无法显示的字符，请重新输入';
      continue;
    }
    if (typeof one !== 'object' || one === null) continue;
    if (depth >= deepest) return '内容嵌套过深，请刷新页面后重试';
    for (const [name, inner] of Object.entries(one)) {
      if (name.includes('\0')) return '含有无法显示的字符，请重新输入';
      waiting.push({ value: inner, depth: depth + 1 });
    }
  }
  return undefined;
}
