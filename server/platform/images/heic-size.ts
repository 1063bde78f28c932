/**
 * The largest picture that a HEIC file says it holds, in points, from its `ispe` boxes (ISO/IEC 23008-12, 6.5.3); 0 when it says nothing.
 * Read before the picture is decoded, which would take the memory for it.
 */
export function heicPoints(content: Buffer): number {
  let largest = 0;
  for (let at = content.indexOf('ispe'); at >= 0 && at + 16 <= content.length; at = content.indexOf('ispe', at + 4)) {
    // A box of 20 bytes: size, name, version and flags, width, height. Elsewhere the four letters are chance.
    if (at < 4 || content.readUInt32BE(at - 4) !== 20) continue;
    largest = Math.max(largest, content.readUInt32BE(at + 8) * content.readUInt32BE(at + 12));
  }
  return largest;
}
