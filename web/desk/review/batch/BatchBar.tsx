import { App, Button } from 'antd';
import { useState } from 'react';
import type { FlowName } from '#domain/flows/all.ts';
import { call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { ReasonModal } from '#web/desk/kit/forms/ReasonModal.tsx';
import { countOf, mostTicked, nothing } from '#web/desk/kit/list/selection.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import type { DeskQuery } from '../lists/list-filters.ts';
import { type Batch, flaggedOf } from './use-batch.tsx';

interface Props {
  readonly batch: Batch;
  readonly flow: FlowName;
  readonly filter: DeskQuery;
  /** The list has more rows than this page. */
  readonly hasMore: boolean;
  readonly onStarted: (jobId: number) => void;
}
type Action = Batch['actions'][number];

const rules = '逐条办理，规则与单独审核时相同；关键信息与学生名单不一致、上传情况说明等不能通过的，会逐条列出原因。';
const namesShown = 5;
/** Empty where there is none. */
const warningOf = (names: readonly string[]): string =>
  names.length === 0
    ? ''
    : `其中有预警单位：${names.slice(0, namesShown).join('、')}${names.length > namesShown ? ` 等 ${names.length} 家` : ''}。`;
const dangers: readonly string[] = ['reject'];

/** Buttons for the rows that are ticked. The bar stays in sight while the list scrolls. */
export function BatchBar({ batch, flow, filter, hasMore, onStarted }: Props) {
  const { actions, selection, select } = batch;
  const { modal, notification } = App.useApp();
  const press = usePress();
  const [asking, setAsking] = useState<Action['action']>();
  const [counting, setCounting] = useState(false);
  const count = countOf(selection);
  if (count === 0) return null;
  const fail = (title: string, error: unknown) =>
    notification.warning({ key: 'batch', duration: 12, title, description: sentenceFor(error) });

  const chooseAll = async () => {
    setCounting(true);
    try {
      const { count, over, asOf, flagged } = await call('GET /api/desk/batches/preview', { query: filter });
      if (over)
        notification.warning({
          key: 'batch',
          title: '记录过多',
          description: `待您处理的超过 ${countWords(count)} 条，请用筛选条件缩小范围。`,
        });
      else select({ ticked: new Map(), all: { count, asOf, flagged } });
    } catch (error) {
      fail('没有选择成功', error);
    } finally {
      setCounting(false);
    }
  };
  const send = async ({ action, word }: Action, input: object) => {
    const { all, ticked } = selection;
    const cases = [...ticked].map(([ref, version]) => ({ ref, version }));
    const body = { flow, action, input: { ...input }, selection: all ? { filter: { ...filter }, asOf: all.asOf } : { cases } };
    try {
      const job = await press(JSON.stringify(body), key => call('POST /api/desk/batches', { body, key }));
      select(nothing);
      setAsking(undefined);
      onStarted(job.id);
      return undefined;
    } catch (error) {
      const faults = Object.entries(fieldFaultsOf(error)).map(([path, fault]) => [path.replace(/^input\./, ''), fault]);
      if (faults.length === 0) fail(`批量${word}没有开始`, error);
      return faults.length > 0 ? Object.fromEntries(faults) : undefined;
    }
  };
  const warning = warningOf(flaggedOf(batch));
  const begin = (action: Action) => {
    if (action.asksReason) setAsking(action.action);
    else
      void modal.confirm({
        title: `批量${action.word} ${countWords(count)} 条？`,
        content: (
          <>
            {warning ? <p className="fault">{warning}</p> : null}
            <p>{rules}</p>
          </>
        ),
        okText: `${action.word}（${countWords(count)} 条）`,
        onOk: () => send(action, {}),
      });
  };
  return (
    <section className="batch-bar" aria-label="批量审核">
      <p aria-live="polite">
        已选 <strong>{countWords(count)}</strong> 条
        {selection.ticked.size >= mostTicked ? `（逐条勾选最多 ${mostTicked} 条）` : null}
      </p>
      {hasMore && !selection.all ? (
        <Button type="link" size="small" loading={counting} onClick={() => void chooseAll()}>
          选择符合条件、待我处理的全部记录
        </Button>
      ) : null}
      <span className="top-space" />
      {actions.map(action => (
        <Button
          key={action.action}
          type={action.asksReason ? 'default' : 'primary'}
          danger={dangers.includes(action.action)}
          onClick={() => begin(action)}
        >
          批量{action.word}
        </Button>
      ))}
      <Button type="text" onClick={() => select(nothing)}>
        取消选择
      </Button>
      {actions
        .filter(({ asksReason }) => asksReason)
        .map(action => (
          <ReasonModal
            key={action.action}
            title={`批量${action.word}：${countWords(count)} 条`}
            okText={`${action.word}（${countWords(count)} 条）`}
            note={`${warning}以下原因适用于所选的全部记录，每位毕业生都会看到。逐条办理；不能办理的，会逐条列出原因。`}
            reasons={action.reasons}
            danger={dangers.includes(action.action)}
            open={asking === action.action}
            onCancel={() => setAsking(undefined)}
            onSend={input => send(action, input)}
          />
        ))}
    </section>
  );
}
