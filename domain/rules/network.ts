/** Networks that are nobody's in particular (RFC 1918, 6598, 4193, 4291): a school's own, mostly. */
const within =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/;
const here = /^(?:127\.|::1$|:*1?$)/;

/** Where a browser is, as its owner reads it: the beginning of the address, never the whole. */
export function networkInWords(prefix: string): string {
  if (prefix === '') return '未记录';
  if (here.test(prefix)) return '服务器本机';
  const shown = prefix.includes(':') ? `${prefix.replace(/:+$/, '')}:*` : `${prefix}.*`;
  return within.test(prefix) ? `内网 ${shown}` : `外网 ${shown}`;
}
