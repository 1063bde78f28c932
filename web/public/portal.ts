/** The portal works without script; this adds the number to call and, in the demo, a link to the messages. */
import { createClient } from '#contract/client.ts';

function link(href: string, text: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = href;
  anchor.textContent = text;
  return anchor;
}

async function fillIn(): Promise<void> {
  const { demo, helpContact, inboxUrl } = await createClient()('GET /api/portal');
  if (helpContact) document.getElementById('help')?.append(` 咨询：${helpContact}`);
  const bar = document.getElementById('demo');
  if (!demo || !bar) return;
  bar.append('演示环境，人物与单位均为虚构。');
  if (inboxUrl) bar.append(link(inboxUrl, '查看演示短信与微信消息'));
  bar.hidden = false;
}

fillIn().catch(error => console.warn('portal details not loaded', error));
