import { transferRequest } from './transfer-request.ts';

export const archiveRequest = transferRequest({ name: 'archive-request', what: '档案信息', module: '档案信息登记' });
