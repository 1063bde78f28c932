import { partSought, soughtHeader } from '#contract/parts/sought.ts';

/** A query as a browser sends it: what is sought goes into its header. For a place that is written as one address. */
export function asSent(written: string): { readonly url: string; readonly headers: Readonly<Record<string, string>> } {
  const [path = '', query = ''] = written.split('?');
  const { open, sought } = partSought(new URLSearchParams(query));
  return {
    url: open.size > 0 ? `${path}?${open}` : path,
    headers: sought.size > 0 ? { [soughtHeader]: sought.toString() } : {},
  };
}
