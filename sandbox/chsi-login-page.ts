import { escapeHtml, page } from './page.ts';
import type { Person } from './people.ts';

// A phone's screen holds about this many without hiding the form; the rest folds.
const shownAtOnce = 8;

function choice(person: Person): string {
  return `<button class="choice" name="pick" value="${escapeHtml(person.account)}">${escapeHtml(person.name)}<small>账号 ${escapeHtml(person.account)} · 密码 ${escapeHtml(person.password)}</small></button>`;
}

/** The sign-in page: account and password, or one tap on a demo account. */
export function loginPage(options: { action: string; people: Person[]; problem?: string; account?: string }): string {
  const first = options.people.slice(0, shownAtOnce).map(choice).join('\n');
  const rest = options.people.slice(shownAtOnce).map(choice).join('\n');
  const action = escapeHtml(options.action);
  return page({
    title: '登录 · 演示环境·模拟学信网',
    notice: '模拟学信网，不是真正的学信网，请勿输入真实账号',
    content: `<div class="narrow">
<h1>学信网账号登录</h1>
<p class="soft">登录后返回去向登记平台，姓名、证件号码、手机号码和邮箱将一并提供给平台。</p>
${options.problem ? `<p class="alert" role="alert">${escapeHtml(options.problem)}</p>` : ''}
<form class="card" method="post" action="${action}">
<label for="account">账号</label>
<input id="account" name="account" autocomplete="username" required value="${escapeHtml(options.account ?? '')}">
<label for="password">密码</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button class="primary">登录</button>
</form>
<h2>演示账号（点一下即登录）</h2>
<form method="post" action="${action}">
${first || '<p>还没有演示账号。</p>'}
${rest ? `<details><summary>其余 ${options.people.length - shownAtOnce} 个账号</summary>\n${rest}\n</details>` : ''}
</form>
<form method="post" action="${action}"><button name="cancel" value="1">取消登录</button></form>
</div>`,
  });
}

export function loginProblemPage(problem: string): string {
  return page({
    title: '无法登录 · 演示环境·模拟学信网',
    notice: '模拟学信网',
    content: `<div class="narrow"><h1>无法登录</h1><p class="alert" role="alert">${escapeHtml(problem)}</p><p>请回到去向登记平台，重新点击登录。</p></div>`,
  });
}
