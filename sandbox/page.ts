const replacements: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, character => replacements[character] ?? '');
}

/** A whole page. `content` is HTML that was escaped piece by piece; every page says that it is a demonstration. */
export function page(options: { title: string; notice: string; content: string; script?: string }): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(options.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/sandbox.css">
${options.script ? `<script src="${escapeHtml(options.script)}" defer></script>` : ''}
</head>
<body>
<header class="demonstration"><strong>演示环境</strong> · ${escapeHtml(options.notice)}</header>
<main>
${options.content}
</main>
</body>
</html>`;
}

export const styleSheet = `
:root { --text: #1f2329; --soft: #595f69; --line: #d0d5dd; --back: #f5f6f8; --card: #fff; --brand: #0b5cad; --on-brand: #fff; --warn: #7a4300; --warn-back: #fff4d6; --bad: #b42318; }
@media (prefers-color-scheme: dark) { :root { --text: #e8eaed; --soft: #aeb4bd; --line: #444b55; --back: #14171a; --card: #1f2327; --brand: #7fb5ec; --on-brand: #0c1a29; --warn: #ffdf9e; --warn-back: #3d2f0d; --bad: #ff9d94; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; color: var(--text); background: var(--back); overflow-wrap: anywhere; }
main { max-width: 720px; margin: 0 auto; padding: 16px; }
.narrow { max-width: 420px; margin: 0 auto; }
.demonstration { margin: 0; padding: 8px 16px; text-align: center; color: var(--warn); background: var(--warn-back); }
h1 { font-size: 22px; margin: 12px 0 4px; } h2 { font-size: 17px; margin: 24px 0 8px; }
.soft { color: var(--soft); margin: 0 0 12px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px; margin: 0 0 12px; }
label { display: block; margin: 12px 0 4px; }
input { width: 100%; min-height: 44px; padding: 8px 12px; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: 6px; }
button, .button { display: inline-block; min-height: 44px; padding: 8px 16px; font: inherit; border-radius: 6px; border: 1px solid var(--brand); color: var(--brand); background: none; cursor: pointer; text-decoration: none; }
button.primary { color: var(--on-brand); background: var(--brand); width: 100%; margin-top: 16px; }
button.choice { display: block; width: 100%; text-align: left; margin: 0 0 8px; border-color: var(--line); color: var(--text); background: var(--card); }
button.choice small { display: block; color: var(--soft); }
a { color: var(--brand); }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.alert { color: var(--bad); border: 1px solid var(--bad); border-radius: 6px; padding: 8px 12px; }
.code { font: 600 26px/1.4 ui-monospace, monospace; letter-spacing: .15em; }
.card > :first-child { margin-top: 0; }
details { margin: 0 0 12px; }
summary { min-height: 44px; padding: 8px 0; cursor: pointer; }
.meta { color: var(--soft); font-size: 14px; margin: 0; }
.tag { border: 1px solid currentColor; border-radius: 4px; padding: 0 6px; font-size: 13px; }
.tag.bad { color: var(--bad); }
.row { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
.row input { flex: 1; width: auto; min-width: 180px; }
dl { margin: 8px 0 0; display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; } dt { color: var(--soft); } dd { margin: 0; }
p.text { margin: 8px 0; }
`;
