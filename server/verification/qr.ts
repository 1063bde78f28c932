/** What the QR of a form holds: a page that checks without typing. The fragment reaches no server and no log. */
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { FormContent } from '#domain/verification/form.ts';
import { formStatement } from '#domain/verification/statement.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';

interface Scanned {
  readonly kind: TransferKind;
  readonly token: string;
  /** Compact JWS of the form's main facts. */
  readonly statement: string;
}

export const statementUrl = (publicUrl: string, { kind, token, statement }: Scanned): string =>
  `${publicUrl}/check/${kind}#t=${token}&s=${statement}`;

interface PrintedForm {
  readonly kind: TransferKind;
  readonly token: string;
  readonly formNumber: string;
  readonly content: FormContent;
}

/** The same form gives the same text, so that a PDF that is made again has the same QR. */
export async function qrOfForm(
  { publicUrl, statements, database }: Pick<Platform, 'publicUrl' | 'statements' | 'database'>,
  { kind, token, formNumber, content }: PrintedForm,
): Promise<string> {
  const statement = await statements.sign(formStatement(kind, { formNumber, content }, await loadRegions(database)));
  return statementUrl(publicUrl, { kind, token, statement });
}
