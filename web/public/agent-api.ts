import { type Answer, addressOf, createClient, RequestRefused, refusalOf } from '#contract/client.ts';
import type { CaseFile } from '#contract/routes/cases.ts';
import { sendAgain } from '#contract/send-again.ts';
import { onRepeat } from '#web/common/repeating.ts';
import type { Door } from '#web/common/upload/send-file.ts';

export type Agreement = Answer<'GET /api/agent-link'>;
export type { CaseFile };

const call = createClient({ onRepeat });

export const isDead = (error: unknown): boolean => error instanceof RequestRefused && error.problem.code === 'link-dead';

/** Every request of the link's page. The token is sent in a header: in a URL it would end up in logs. */
export function agentApi(token: string) {
  const headers = { 'agent-token': token };
  async function download(address: string): Promise<Blob> {
    const response = await sendAgain(() => fetch(address, { headers, credentials: 'same-origin' }), { onRepeat });
    if (!response.ok) throw await refusalOf(response);
    return response.blob();
  }
  const door: Door = {
    begin: body => call('POST /api/agent-link/uploads', { body, headers }),
    standing: id => call('GET /api/agent-link/uploads/{id}', { params: { id }, headers }),
    pieceAddress: (id, offset) => addressOf('PUT /api/agent-link/uploads/{id}/{offset}', { id, offset }),
    finish: id => call('POST /api/agent-link/uploads/{id}/file', { params: { id }, headers }),
    headers,
  };
  return {
    open: () => call('GET /api/agent-link', { headers }),
    agreement: () => download(addressOf('GET /api/agent-link/agreement')),
    door,
    picture: (id: number) => download(addressOf('GET /api/agent-link/files/{id}', { id })),
    remove: (id: number) => call('DELETE /api/agent-link/files/{id}', { params: { id }, headers }),
    submit: (key: string) => call('POST /api/agent-link/submission', { headers, key }),
  };
}
export type AgentApi = ReturnType<typeof agentApi>;
