import { Alert } from 'antd';
import type { CasePage } from '#contract/routes/cases.ts';
import type { FlowName } from '#domain/flows/all.ts';
import { sentenceOf } from '#domain/refusals.ts';

/** When the snapshot was taken, by flow. */
const taken: Readonly<Record<FlowName, string>> = {
  'online-signing': '应约时（登记系统）',
  'offline-signing': '提交时（登记系统）',
  'paper-signing': '提交时（登记系统）',
  'online-termination': '申请时（登记系统）',
  'offline-termination': '申请时（登记系统）',
  'other-destination': '提交时（登记系统）',
};
type Rows = NonNullable<CasePage['review']>['comparison'];

/** The graduate as of acceptance or submission, beside today's roster. While a key field differs, approval is closed. */
export function Comparison({ rows, page }: { readonly rows: Rows; readonly page: CasePage }) {
  // What ends a destination is never stopped by a difference.
  const ends = page.signing !== null || page.topic === 'voiding';
  const mayRefresh = page.actions.some(({ action, obstacle }) => action === 'refreshSnapshot' && !obstacle);
  const differing = rows.filter(row => row.differs);
  const equal = rows.filter(row => !row.differs);
  const keyFields = differing.filter(row => row.isKey).map(row => row.label);
  return (
    <section className="card">
      <h2>毕业生信息比对</h2>
      {keyFields.length > 0 && !ends ? (
        <Alert type="error" showIcon title={sentenceOf('key-fields-differ', { fields: keyFields })} />
      ) : differing.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={`与学生名单有 ${differing.length} 处不同：${differing.map(row => row.label).join('、')}`}
          description={
            mayRefresh ? '可点击「获取最新学生信息」，审核通过后以学生名单为准。' : ends ? '不影响本次审核。' : undefined
          }
        />
      ) : (
        <p className="quiet">登记系统与就业管理系统中的信息一致。</p>
      )}
      {differing.length > 0 ? <Table rows={differing} taken={taken[page.flow]} /> : null}
      {equal.length > 0 ? (
        <details className="folded">
          <summary>与名单一致的 {equal.length} 项</summary>
          <Table rows={equal} taken={taken[page.flow]} />
        </details>
      ) : null}
    </section>
  );
}

function Table({ rows, taken }: { readonly rows: Rows; readonly taken: string }) {
  return (
    <table className="compare">
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">{taken}</th>
          <th scope="col">学生名单（就业管理系统）</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, snapshot, roster, differs, isKey }) => (
          <tr key={key} className={differs ? (isKey ? 'differs key' : 'differs') : undefined}>
            <th scope="row">
              {label}
              {isKey ? <span className="key-mark">关键</span> : null}
            </th>
            <td>{snapshot}</td>
            <td>
              {differs ? (
                <>
                  <strong>{roster}</strong> <span className="diff-mark">不一致</span>
                </>
              ) : (
                roster
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
