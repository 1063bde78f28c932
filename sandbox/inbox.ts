import { type Call, html, json, type Routes } from './http.ts';
import type { Outbox, Shown } from './outbox.ts';
import { escapeHtml, page } from './page.ts';
import type { People, Person } from './people.ts';

const shownOnPage = 100;
const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });

/** What was sent, newest first: the page at `/`, its stream of changes, and the same as JSON for tests. */
export function createInbox(outbox: Outbox, people: People): Routes {
  function find(call: Call, limit: number): Shown[] {
    return outbox.find({ to: call.query.get('to') ?? undefined, id: call.query.get('id') ?? undefined, limit });
  }

  async function show(call: Call) {
    const everybody = await people.all();
    const found = find(call, shownOnPage).map(message => card(message, holderOf(message, everybody)));
    const to = escapeHtml(call.query.get('to') ?? '');
    return html(
      page({
        title: '收件箱 · 演示环境',
        notice: '模拟短信与微信：什么都没有真的发出去',
        script: '/assets/inbox.js',
        content: `<h1>收件箱</h1>
<p class="soft">平台发出的短信和微信消息，最新的在前，自动更新。</p>
<form class="row card" method="get" role="search"><label for="to">手机号码或 openid</label><input id="to" name="to" inputmode="search" value="${to}"><button>查找</button></form>
<div id="messages" aria-live="polite" data-total="${outbox.total()}">
${found.join('\n') || '<p>还没有消息。</p>'}
</div>`,
      }),
    );
  }

  return {
    'GET /': show,
    'GET /inbox.json': call => json({ messages: find(call, Number(call.query.get('limit') ?? 200) || 200) }),
    'GET /assets/inbox.js': () => ({ headers: { 'content-type': 'text/javascript; charset=utf-8' }, body: script }),
    'GET /inbox-changes': call => {
      call.res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      call.res.write('retry: 1000\n');
      // The first one tells a page that was drawn before the stream was open what it missed.
      const tell = () => call.res.write(`data: ${outbox.total()}\n\n`);
      tell();
      const end = outbox.onAdd(tell);
      call.res.on('close', end);
      return undefined;
    },
  };
}

function holderOf(message: Shown, people: Person[]): string {
  return (
    people.find(person => message.to !== '' && (person.phone === message.to || person.wechatOpenid === message.to))?.name ?? ''
  );
}

function card(message: Shown, holder: string): string {
  const code = message.params.code;
  const tags = [
    `<span class="tag">${message.channel === 'sms' ? '短信' : '微信'}</span>`,
    message.result === 'OK' ? '' : `<span class="tag bad">拒绝 ${escapeHtml(message.result)}</span>`,
    message.sent > 1 ? `<span class="tag bad">重复发送 ${message.sent} 次</span>` : '',
    message.requests > 1 && message.sent < 2 ? `<span class="tag">请求 ${message.requests} 次</span>` : '',
  ];
  const link = /^https?:\/\//.test(message.url) ? `<p><a href="${escapeHtml(message.url)}">打开链接</a></p>` : '';
  return `<article class="card">
<p class="row">${tags.filter(Boolean).join(' ')} <strong>${escapeHtml(holder)}</strong> ${escapeHtml(message.to)}</p>
<p class="text">${withLinks(message.text)}</p>
${code ? `<p class="row"><span class="code">${escapeHtml(code)}</span> <button type="button" data-copy="${escapeHtml(code)}">复制验证码</button></p>` : ''}
${link}<p class="meta"><time datetime="${escapeHtml(message.at)}">${clock.format(new Date(message.at))}</time> · 模板 ${escapeHtml(message.template)} · 编号 ${escapeHtml(message.id || '无')}</p>
</article>`;
}

function withLinks(text: string): string {
  return escapeHtml(text).replace(/https?:\/\/[^\s<>"'，。；）]+/g, url => `<a href="${url}">${url}</a>`);
}

// Changes within a moment are drawn together; the search field, outside of what is redrawn, keeps what is being typed.
const script = `
let waiting;
new EventSource('/inbox-changes').onmessage = event => {
  if (event.data === document.getElementById('messages').dataset.total) return;
  waiting ??= setTimeout(async () => {
    waiting = undefined;
    const next = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    document.getElementById('messages').replaceWith(next.getElementById('messages'));
  }, 200);
};
document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.textContent = '已复制';
});
`;
