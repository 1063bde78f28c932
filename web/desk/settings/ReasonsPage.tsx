import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { actions } from '#domain/actions/all.ts';
import { type ReasonList as List, reasonLists, reasonsFor } from '#domain/actions/reasons.ts';
import { topicTitles } from '#domain/actions/row.ts';
import { reviewedFlows } from '#domain/flow-names.ts';
import { titleOf } from '#domain/flows/all.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { settingsQuery } from './queries.ts';
import { changedLists, linesOf, type TypedLists, typedLists } from './reason-lists.ts';
import { SettingsFoot } from './SettingsFoot.tsx';
import { type Settings, useSaveSettings } from './use-save-settings.ts';

interface Values {
  readonly reasons: TypedLists;
}

/** 原因列表: what reviewers, graduates and employers pick from when they decide. */
export default function ReasonsPage() {
  const settings = useQuery({ ...settingsQuery, refetchOnWindowFocus: false });
  return (
    <>
      <PageHead title="原因列表" note="每行一条，按此顺序供选择。修改后立即用于新的办理，历史记录中的原因不变。" />
      <Loaded query={settings}>{data => <ReasonsForm settings={data} />}</Loaded>
    </>
  );
}

function ReasonsForm({ settings }: { readonly settings: Settings }) {
  const [form] = Form.useForm<Values>();
  const { save, reload, ...state } = useSaveSettings(settings, form);
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ reasons: typedLists(settings.reasons) }}
      onFinish={({ reasons }) => void save({ reasons: changedLists(reasons) })}
      className="narrow"
    >
      {reviewedFlows.map(flow => (
        <section key={flow} className="card">
          <h2>{titleOf(flow)}</h2>
          {reasonLists
            .filter(list => list.flow === flow)
            .map(list => (
              <ReasonList key={list.key} list={list} />
            ))}
        </section>
      ))}
      <SettingsFoot
        {...state}
        word="保存原因列表"
        onReload={() => void reload(fresh => form.setFieldsValue({ reasons: typedLists(fresh.reasons) }))}
      />
    </Form>
  );
}

function ReasonList({ list }: { readonly list: List }) {
  const { flow, action, topic, key } = list;
  const form = Form.useFormInstance<Values>();
  const path = ['reasons', flow, key] as const;
  const usual = reasonsFor(flow, action, {}, topic);
  const title = `${topic ? `${topicTitles[topic]}：` : ''}${actions[action].word}的原因`;
  const typed: unknown = Form.useWatch([...path], form);
  const isOwn = typeof typed === 'string' && linesOf(typed).join('\n') !== usual.join('\n');
  return (
    <div className="reason-list">
      <Form.Item name={[...path]} label={title} extra={isOwn ? '已由本校修改，保存后生效。' : null}>
        <Input.TextArea rows={usual.length + 1} spellCheck={false} />
      </Form.Item>
      {isOwn ? (
        <Button
          size="small"
          aria-label={`${titleOf(flow)}：${title}恢复默认`}
          onClick={() => form.setFieldValue([...path], usual.join('\n'))}
        >
          恢复默认
        </Button>
      ) : null}
    </div>
  );
}
