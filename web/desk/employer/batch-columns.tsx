import { Link } from 'wouter';
import type { Answer } from '#contract/client.ts';
import { formatBeijing } from '#domain/dates.ts';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';

export type Batch = Answer<'GET /api/employer/invitation-batches'>['batches'][number];
type Row = Answer<'GET /api/employer/invitation-batches/{id}/rows'>['rows'][number];
export type RowOutcome = Row['outcome'];

export const batchPath = ({ id }: { readonly id: number }): string => `/employer/invite/many/${id}`;

export const batchWords: Readonly<Record<Batch['state'], string>> = {
  checked: '已检查，尚未发送',
  sending: '正在发送',
  done: '已发送完毕',
};

/** The outcome of a row; its hue says whether something has to be done about it. */
export const outcomeWords = {
  ready: { label: '可以发送', tone: 'review' },
  faulty: { label: '填写有误', tone: 'refused' },
  sent: { label: '已发送', tone: 'inForce' },
  refused: { label: '未能发送', tone: 'waiting' },
} as const satisfies Readonly<Record<RowOutcome, { label: string; tone: string }>>;

const count = (key: RowOutcome, title: string): Column<Batch> => ({
  key,
  title,
  width: 96,
  numeric: true,
  render: ({ counts }) => countWords(counts[key]),
});

export const batchColumns: readonly Column<Batch>[] = [
  {
    key: 'file',
    title: '文件',
    render: batch => (
      <Link href={batchPath(batch)} className="strong wrap">
        {batch.fileName}
      </Link>
    ),
  },
  { key: 'state', title: '状态', width: 160, render: ({ state }) => batchWords[state] },
  count('ready', '可以发送'),
  count('faulty', '填写有误'),
  count('sent', '已发送'),
  count('refused', '未能发送'),
  { key: 'who', title: '操作人', width: 120, render: ({ uploadedBy }) => uploadedBy },
  { key: 'at', title: '上传时间', width: 110, render: ({ uploadedAt }) => <Moment at={uploadedAt} /> },
];

export const rowColumns: readonly Column<Row>[] = [
  { key: 'row', title: '行号', width: 64, numeric: true, render: ({ row }) => row },
  {
    key: 'who',
    title: '毕业生',
    width: 200,
    render: ({ graduateName, idNumber }) => (
      <>
        {graduateName || '--'}
        <br />
        <span className="quiet code">{idNumber || '--'}</span>
      </>
    ),
  },
  { key: 'job', title: '岗位', width: 180, render: ({ jobTitle }) => jobTitle || <span className="quiet">按默认条款</span> },
  {
    key: 'outcome',
    title: '结果',
    width: 120,
    render: ({ outcome }) => <StateTag tone={outcomeWords[outcome].tone} label={outcomeWords[outcome].label} />,
  },
  {
    key: 'why',
    title: '说明',
    render: ({ faults, sentence, ref, respondBy }) => (
      <>
        {faults.map(({ column, message }) => (
          <p key={column}>
            <strong>{column}</strong>：{message}
          </p>
        ))}
        {sentence}
        {ref && respondBy ? (
          <>
            应约截止 {formatBeijing(new Date(respondBy), 'minute')}，<Link href={`/employer/cases/${ref}`}>查看邀请</Link>
          </>
        ) : null}
      </>
    ),
  },
];
