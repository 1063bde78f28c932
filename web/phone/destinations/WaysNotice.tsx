import { Link } from 'wouter';
import type { Answer } from '#contract/client.ts';

/** Before anything is filled in: why nothing can be begun, or handed in. */
export function WaysNotice({
  ways: { obstacle, held, voidable },
}: {
  readonly ways: Answer<'GET /api/graduate/destination-types'>;
}) {
  if (obstacle)
    return (
      <div className="notice tone-ended">
        <p className="notice-title">现在不能开始填写</p>
        <p>{obstacle}</p>
      </div>
    );
  if (voidable)
    return (
      <div className="notice tone-waiting" role="status">
        <p className="notice-title">您已登记：{voidable.label}</p>
        <p>不必先作废：选择其他去向，填好后点「作废并提交」，将同时作废该登记。</p>
        <p>
          <Link href={`/cases/${voidable.ref}`}>查看该登记</Link>
        </p>
      </div>
    );
  if (!held) return null;
  return (
    <div className="notice tone-waiting" role="status">
      <p className="notice-title">您已有毕业去向：{held.label}</p>
      <p>现在可以填写暂存，不能提交。{held.freedBy}</p>
      <p>
        <Link href={`/cases/${held.ref}`}>查看该去向</Link>
      </p>
    </div>
  );
}
