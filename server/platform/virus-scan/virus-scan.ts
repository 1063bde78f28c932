/** Whether a file that somebody sent is known to be harmful: a port. ClamAV's daemon is behind it where an installation has one. */

/** A file that is known to be harmful, by the name that the scanner has for it. Thrown where it would have been taken in. */
export class InfectedFile extends Error {
  readonly signature: string;
  readonly sha256: string;
  constructor(signature: string, sha256: string) {
    super('an uploaded file is infected');
    this.name = 'InfectedFile';
    this.signature = signature;
    this.sha256 = sha256;
  }
}

/** The scanner gave no answer that could be relied on: nothing is taken in until it does. */
export class ScannerAway extends Error {
  constructor(how: string) {
    super(`virus scan: ${how}`);
    this.name = 'ScannerAway';
  }
}

export interface VirusScan {
  /** The scanner's name for what it found in the file at this path; undefined where it found nothing. Throws ScannerAway. */
  find(path: string): Promise<string | undefined>;
  /** What the scanner says of itself. Throws ScannerAway. */
  version(): Promise<string>;
}

/** Lets a received file pass, or throws InfectedFile or ScannerAway. Without a scanner every file passes. */
export async function letPass(
  scan: VirusScan | undefined,
  { path, sha256 }: { readonly path: string; readonly sha256: Buffer },
): Promise<void> {
  const signature = await scan?.find(path);
  if (signature !== undefined) throw new InfectedFile(signature, sha256.toString('hex'));
}
