import { Alert } from 'antd';
import type { CasePage } from '#contract/routes/cases.ts';
import { amendmentsIn, resubmissionIn, typeChangeOf } from '#web/common/since-submitted.ts';
import { ChangeTable } from '#web/desk/kit/page/ChangeTable.tsx';

/** What the next reviewer would not see in the form itself: that a reviewer changed it, and what differs from what was handed in before. */
export function SinceSubmitted({ page }: { readonly page: CasePage }) {
  const again = resubmissionIn(page.history);
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
      {again ? (
        <Alert
          className="below"
          type="info"
          showIcon
          title={
            again.changes.length > 0
              ? `重新提交：与上次提交相比，改动 ${again.changes.length} 处`
              : '重新提交：内容与上次提交的相同'
          }
          description={
            again.changes.length > 0 ? <ChangeTable changes={again.changes} before="上次提交" after="本次提交" /> : undefined
          }
        />
      ) : null}
    </>
  );
}
