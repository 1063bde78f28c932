import { Alert } from 'antd';
import type { CasePage } from '#contract/routes/cases.ts';
import { amendmentsIn, resubmissionIn, typeChangeOf } from '#web/common/since-submitted.ts';
import { ChangeTable } from '#web/desk/kit/page/ChangeTable.tsx';

/** What the next reviewer would not see in the form itself: that a reviewer changed it, and what differs from what was handed in before. */
export function SinceSubmitted({ page }: { readonly page: CasePage }) {
  const again = resubmissionIn(page.history);
  const since = page.review?.sinceReturn;
  return (
    <>
      {amendmentsIn(page.history).map(entry => {
        const type = typeChangeOf(entry);
        return (
          <Alert
            key={entry.seq}
            className="below"
            type="warning"
            showIcon
            title={type ? `${entry.who}改过去向：由「${type.from}」改为「${type.to}」` : `${entry.who}改过登记内容`}
            description={<ChangeTable changes={entry.changes} before="学生提交" after="修改后" />}
          />
        );
      })}
      {since ? (
        <Alert
          className="below"
          type="info"
          showIcon
          title={since.changes.length > 0 ? `您退回后，学生改动 ${since.changes.length} 处` : '您退回后重新提交：内容没有改动'}
          description={
            <>
              <Unchanged named={since.named} />
              {since.changes.length > 0 ? <ChangeTable changes={since.changes} before="退回时" after="现在" /> : null}
            </>
          }
        />
      ) : again ? (
        <details className="card folded">
          <summary>
            {again.changes.length > 0
              ? `重新提交：与上次提交相比，改动 ${again.changes.length} 处`
              : '重新提交：内容与上次提交的相同'}
          </summary>
          {again.changes.length > 0 ? <ChangeTable changes={again.changes} before="上次提交" after="本次提交" /> : null}
        </details>
      ) : null}
    </>
  );
}

type Named = NonNullable<NonNullable<CasePage['review']>['sinceReturn']>['named'];

/** What was named when it was returned, and says the same still. */
function Unchanged({ named }: { readonly named: Named }) {
  const left = named.filter(({ changed }) => !changed);
  if (left.length === 0) return null;
  return <p className="fault">当时指出、现在没有改动：{left.map(({ label, text }) => `${label}（${text}）`).join('；')}</p>;
}
