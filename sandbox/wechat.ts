import { randomBytes } from 'node:crypto';
import { demoWechat } from './demo-credentials.ts';
import { type Answer, type Call, html, isObject, json, jsonObject, type Routes, redirect, text } from './http.ts';
import type { Outbox } from './outbox.ts';
import { escapeHtml, page } from './page.ts';
import type { People, Person } from './people.ts';
import { fill, type Templates } from './templates.ts';

const messages: Record<string, string> = {
  '-1': 'system error',
  '0': 'ok',
  '40001': 'invalid credential, access_token is invalid or not latest',
  '40003': 'invalid openid',
  '40013': 'invalid appid',
  '40029': 'invalid code',
  '40037': 'invalid template_id',
  '40125': 'invalid appsecret',
  '40163': 'code been used',
  '41001': 'access_token missing',
  '42001': 'access_token expired',
  '43004': 'require subscribe',
  '45009': 'reach max api daily quota limit',
  '47001': 'data format error',
};

/** WeChat answers its errors with HTTP 200. */
function errcode(code: number, more: Record<string, unknown> = {}): Answer {
  return json({ errcode: code, errmsg: messages[code] ?? 'error', ...more });
}

export function wechatRefusal(code: string): Answer {
  return errcode(Number(code || -1));
}

const codeLife = 5 * 60_000;

/** WeChat's official-account endpoints: OAuth in the browser, access tokens, template messages. */
export function createWechatServer(options: {
  people: People;
  outbox: Outbox;
  templates: Templates;
  tokenSeconds: number;
  mayRedirectTo: (uri: string) => boolean;
  now: () => number;
}) {
  const codes = new Map<string, { openid: string; until: number; used: boolean }>();
  const tokens = new Map<string, number>();
  let current: string | undefined;

  function issueToken(renew: boolean): Answer {
    const until = current === undefined ? 0 : (tokens.get(current) ?? 0);
    if (renew || current === undefined || until <= options.now()) {
      // The one before it is no longer the latest; expired ones stay known, so that 42001 and 40001 can be told apart.
      for (const [token, end] of tokens) if (end > options.now()) tokens.delete(token);
      current = randomBytes(48).toString('base64url');
      tokens.set(current, options.now() + options.tokenSeconds * 1000);
    }
    const left = Math.ceil(((tokens.get(current) ?? 0) - options.now()) / 1000);
    return json({ access_token: current, expires_in: left });
  }

  function clientProblem(appid: string, secret: string): Answer | undefined {
    if (appid !== demoWechat.appId) return errcode(40013);
    return secret === demoWechat.secret ? undefined : errcode(40125);
  }

  async function authorize(call: Call): Promise<Answer> {
    const redirectUri = call.query.get('redirect_uri') ?? '';
    if (call.query.get('appid') !== demoWechat.appId) return html(problemPage('appid 参数错误'), 400);
    if (!options.mayRedirectTo(redirectUri)) return html(problemPage('redirect_uri 域名与后台配置不一致，错误码：10003'), 400);
    if (call.query.get('response_type') !== 'code') return html(problemPage('response_type 参数错误'), 400);
    const people = (await options.people.all()).filter(person => person.wechatOpenid);
    if (call.method !== 'POST') return html(phonePage(people));

    const openid = new URLSearchParams(call.body.toString('utf8')).get('openid') ?? '';
    if (!people.some(person => person.wechatOpenid === openid)) return html(phonePage(people), 422);
    const code = randomBytes(16).toString('hex');
    codes.set(code, { openid, until: options.now() + codeLife, used: false });
    const back = new URL(redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', call.query.get('state') ?? '');
    return redirect(back.href);
  }

  function exchange(call: Call): Answer {
    const problem = clientProblem(call.query.get('appid') ?? '', call.query.get('secret') ?? '');
    if (problem) return problem;
    const found = codes.get(call.query.get('code') ?? '');
    if (!found || found.until <= options.now()) return errcode(40029);
    if (found.used) return errcode(40163);
    found.used = true;
    const access = {
      access_token: randomBytes(32).toString('base64url'),
      expires_in: 7200,
      refresh_token: randomBytes(32).toString('base64url'),
    };
    return json({ ...access, openid: found.openid, scope: 'snsapi_base' });
  }

  function tokenProblem(token: string | null): Answer | undefined {
    if (!token) return errcode(41001);
    const until = tokens.get(token);
    if (until === undefined) return errcode(40001);
    return until <= options.now() ? errcode(42001) : undefined;
  }

  async function sendTemplate(call: Call): Promise<Answer> {
    const problem = tokenProblem(call.query.get('access_token'));
    if (problem) return problem;
    const body = jsonObject(call.body);
    const data = body?.data;
    if (!body || !isObject(data)) return errcode(47001);
    const openid = text(body.touser);
    const template = text(body.template_id);
    const params = Object.fromEntries(Object.entries(data).map(([key, item]) => [key, isObject(item) ? text(item.value) : '']));
    const follows = (await options.people.all()).some(person => person.wechatOpenid === openid && openid !== '');
    const knownTemplate = Object.keys(options.templates.wechat).length === 0 || template in options.templates.wechat;
    const code = !follows ? 40003 : !template || !knownTemplate ? 40037 : 0;
    const msgid = Math.floor(options.now() * 1000 + Math.random() * 1000);
    options.outbox.add({
      at: new Date(options.now()).toISOString(),
      channel: 'wechat',
      to: openid,
      template,
      text: fill(options.templates.wechat[template], params),
      params,
      url: text(body.url),
      id: text(body.client_msg_id),
      providerId: code === 0 ? String(msgid) : '',
      result: code === 0 ? 'OK' : String(code),
    });
    return code === 0 ? errcode(0, { msgid }) : errcode(code);
  }

  const routes: Routes = {
    '* /wechat/connect/oauth2/authorize': authorize,
    'GET /wechat/sns/oauth2/access_token': exchange,
    'GET /wechat/cgi-bin/token': call =>
      clientProblem(call.query.get('appid') ?? '', call.query.get('secret') ?? '') ?? issueToken(true),
    'POST /wechat/cgi-bin/stable_token': call => {
      const body = jsonObject(call.body) ?? {};
      return clientProblem(text(body.appid), text(body.secret)) ?? issueToken(body.force_refresh === true);
    },
  };
  return { routes, sendTemplate };
}

function phonePage(people: Person[]): string {
  const choices = people.map(
    person =>
      `<button class="choice" name="openid" value="${escapeHtml(person.wechatOpenid)}">${escapeHtml(person.name)}<small>${escapeHtml(person.phone)}</small></button>`,
  );
  return page({
    title: '微信授权 · 演示环境·模拟微信',
    notice: '模拟微信，不是真正的微信',
    content: `<div class="narrow"><h1>这部手机是谁的？</h1><p class="soft">真实的微信知道是谁拿着手机，这里由您选择。</p>
<form method="post">${choices.join('\n') || '<p>还没有绑定微信的演示账号。</p>'}</form></div>`,
  });
}

function problemPage(problem: string): string {
  return page({
    title: '无法打开 · 演示环境·模拟微信',
    notice: '模拟微信',
    content: `<div class="narrow"><h1>无法打开</h1><p class="alert" role="alert">${escapeHtml(problem)}</p></div>`,
  });
}
