import { Button } from 'antd';
import { Link } from 'wouter';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { pathsOf } from './data/kind.ts';

export interface Outcome extends Answer<'POST /api/archives/{kind}/decisions'> {
  /** 审核通过 or 审核不通过. */
  readonly word: string;
}
interface Props {
  readonly kind: TransferKind;
  readonly outcome: Outcome;
  readonly onClose: () => void;
}

/** 批量审核的结果: row by row; what somebody else decided meanwhile is named. */
export function BatchOutcome({ kind, outcome: { word, passed, rows }, onClose }: Props) {
  const left = rows.filter(({ outcome }) => outcome === 'refused');
  return (
    <section className="card flush" aria-live="polite" aria-label="批量审核结果">
      <div className="buttons inside">
        <p className="strong">
          批量{word}：成功 {countWords(passed)} 条{left.length > 0 ? `，未办理 ${countWords(left.length)} 条` : ''}
        </p>
        <span className="top-space" />
        <Button size="small" type="text" onClick={onClose}>
          关闭
        </Button>
      </div>
      <DataTable
        caption="批量审核逐条结果"
        rows={[...left, ...rows.filter(({ outcome }) => outcome === 'done')]}
        keyOf={({ id }) => `outcome ${id}`}
        columns={[
          {
            key: 'name',
            title: '毕业生 / 学号',
            width: 180,
            render: ({ id, graduateName, studentNumber }) => (
              <>
                <Link href={`${pathsOf(kind).requests}/${id}`}>{graduateName}</Link>{' '}
                <span className="code quiet">{studentNumber}</span>
              </>
            ),
          },
          { key: 'label', title: '现在的状态', width: 240, render: ({ label }) => label },
          {
            key: 'outcome',
            title: '结果',
            render: ({ outcome, sentence }) =>
              outcome === 'done' ? '已办理' : <span className="fault">未办理：{sentence ?? '请打开查看'}</span>,
          },
        ]}
        empty={null}
      />
    </section>
  );
}
