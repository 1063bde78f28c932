import { useLocation, useSearch } from 'wouter';
import { sentenceOf } from '#domain/refusals.ts';

const remedies: Readonly<Record<string, string>> = {
  'not-signed-in': '已填写的内容会保留。',
  'wechat-not-bound': '请先用学信网账号登录，再到「个人信息」中绑定微信。',
  cancelled: '如需办理，请重新登录。',
  'sign-in-failed': '请重新登录；多次不成功时，请稍后再试。',
};
const own: Readonly<Record<string, string>> = {
  'wechat-not-bound': '这个微信还没有绑定毕业生。',
  cancelled: '您取消了登录。',
  'sign-in-failed': '登录没有完成。',
};
type Known = Parameters<typeof sentenceOf>[0];
const known: readonly Known[] = ['not-signed-in', 'try-later', 'not-allowed', 'internal', 'lapsed'];

/** Why a sign-in did not succeed, as the URL names it (`?problem=…`). Nothing of the URL itself is shown. */
export function SignInProblem() {
  const code = new URLSearchParams(useSearch()).get('problem');
  const [path, go] = useLocation();
  if (!code) return null;
  if (code === 'not-on-roster') return <NotOnRoster />;
  const refusal = known.find(one => one === code);
  const sentence = own[code] ?? (refusal ? sentenceOf(refusal, { wait: '几分钟' }) : own['sign-in-failed']);
  const remedy = remedies[code] ?? (refusal ? undefined : remedies['sign-in-failed']);
  return (
    <div className="notice tone-refused notice-page" role="alert">
      <p className="notice-title">{sentence}</p>
      {remedy && <p>{remedy}</p>}
      <button type="button" className="button button-small" onClick={() => go(path, { replace: true })}>
        知道了
      </button>
    </div>
  );
}

/** Both causes that the graduate guide names (§2), and whom to call for each. */
const NotOnRoster = () => (
  <div className="notice tone-refused notice-page" role="alert">
    <p className="notice-title">学生名单中没有您的信息，暂时无法进入。</p>
    <p>常见原因有两个：</p>
    <ol className="numbered">
      <li>学校就业部门没有上传您的信息，或上传的信息有误。请联系学校就业部门补充或更正。</li>
      <li>您没有在学信网绑定学籍信息。请登录学信网，在「我的学籍」中绑定后重新登录。</li>
    </ol>
    <p>不确定是哪一种，请先联系本校就业部门，由其核对名单中您的姓名与身份证号。</p>
  </div>
);
