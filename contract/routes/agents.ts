/** The employer's agent with a link: no account, one agreement. The token travels in the header `agent-token`, never in an address. */
import { z } from 'zod';
import { route } from '../parts/route.ts';
import { done, instant, numberParam, section } from '../parts/shapes.ts';
import { caseFile } from './cases.ts';

export const openAgentLink = route({
  method: 'GET',
  path: '/api/agent-link',
  permission: 'public.read',
  summary: '凭短信链接打开一份待盖章的协议',
  answer: z.object({
    schoolName: z.string(),
    graduateName: z.string(),
    employerName: z.string(),
    agreementNumber: z.string(),
    sections: z.array(section),
    files: z.array(caseFile),
    expiresAt: instant,
  }),
});
export const downloadAgentAgreement = route({
  method: 'GET',
  path: '/api/agent-link/agreement',
  permission: 'public.read',
  summary: '下载待盖章的就业协议书',
  medium: 'download',
});
export const showAgentScan = route({
  method: 'GET',
  path: '/api/agent-link/files/{id}',
  permission: 'public.read',
  summary: '查看已上传的协议书图像',
  medium: 'download',
  params: z.object({ id: numberParam }),
});
export const removeAgentScan = route({
  method: 'DELETE',
  path: '/api/agent-link/files/{id}',
  permission: 'public.read',
  summary: '移除一份尚未提交的图像',
  params: z.object({ id: numberParam }),
  answer: done,
});
export const submitAgentScan = route({
  method: 'POST',
  path: '/api/agent-link/submission',
  permission: 'public.read',
  summary: '提交盖章后的协议书',
  answer: done,
});
