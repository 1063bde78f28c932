import { addressOf } from '#contract/client.ts';
import type { CaseFile } from '#contract/routes/cases.ts';
import { call } from '../client.ts';
import type { Door } from './send-file.ts';

interface Slot {
  readonly caseRef: string;
  readonly purpose: CaseFile['purpose'];
  readonly item: number;
}

/** Where a case's files go. */
export const caseDoor = ({ caseRef: ref, purpose, item }: Slot): Door => ({
  begin: announced => call('POST /api/cases/{ref}/uploads', { params: { ref }, body: { ...announced, purpose, item } }),
  standing: id => call('GET /api/cases/{ref}/uploads/{id}', { params: { ref, id } }),
  pieceAddress: (id, offset) => addressOf('PUT /api/cases/{ref}/uploads/{id}/{offset}', { ref, id, offset }),
  finish: id => call('POST /api/cases/{ref}/uploads/{id}/file', { params: { ref, id } }),
});
