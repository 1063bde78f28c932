/**
 * Whose address this is, for limits: IPv4 whole; of IPv6 the first 64 bits, as one subscriber has them all (RFC 6177). An IPv4 address
 * that is written as IPv6 is the same sender.
 */
export function senderOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [before = '', after] = plain.split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const [head, tail] = [groups(before), groups(after)];
  const zeros = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  return [...head, ...Array<string>(zeros).fill('0'), ...tail]
    .slice(0, 4)
    .map(group => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}

/** The first parts of an address, /24 or /48: enough to tell places apart, and kept. */
export const prefixOf = (address: string): string =>
  address.includes('.')
    ? address
        .replace(/^::ffff:/, '')
        .split('.')
        .slice(0, 3)
        .join('.')
    : address.split(':').slice(0, 3).join(':');
