import { type Statement, type Transaction, unnamed, type Values } from './postgres.ts';

const close = unnamed('close quxiang_rows');

/**
 * The rows of a statement as they were when it began, a few at a time: neither this process nor the driver ever holds more. One such
 * walk per transaction at a time, and no longer than the minute that a transaction may lie idle between two of them.
 */
export async function* eachRows<Row>(
  tx: Transaction,
  { text }: Statement<Row>,
  values: Values = [],
  { atOnce = 200 } = {},
): AsyncGenerator<Row[]> {
  await tx.execute(unnamed(`declare quxiang_rows no scroll cursor for ${text}`), values);
  const fetch = unnamed<Row>(`fetch ${Math.floor(atOnce)} from quxiang_rows`);
  for (;;) {
    const rows = await tx.query(fetch);
    if (rows.length > 0) yield rows;
    if (rows.length < atOnce) break;
  }
  await tx.execute(close);
}
