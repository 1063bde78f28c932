import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { type Answer, call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { mended, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { useUnsaved } from '#web/desk/kit/leave/use-unsaved.ts';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { ChangeTable } from '#web/desk/kit/page/ChangeTable.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { reasonWords } from '#web/desk/kit/page/reason-words.ts';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { casePath } from '#web/desk/review/index.tsx';
import { objectionQuery } from './queries.ts';

type Objection = Answer<'GET /api/objections/{id}'>;
const backLink = () => <Link {...backToList('/objections')}>返回列表</Link>;

/** One objection, the entry that it is about, and the school's answer. */
export default function ObjectionPage() {
  const { id = '' } = useParams<{ id: string }>();
  const found = useQuery(objectionQuery(Number(id)));
  return (
    <Loaded query={found} back={backLink()}>
      {data => <Detail objection={data} />}
    </Loaded>
  );
}

function Detail({ objection }: { readonly objection: Objection }) {
  const { graduateName, studentNumber, departmentName, tone, label, text, filedAt, answer, answeredAt, answeredBy } = objection;
  return (
    <>
      <PageHead title={`${graduateName} – 异议`} note={[departmentName, studentNumber].filter(Boolean).join('，')}>
        <StateTag tone={tone} label={label} />
        {backLink()}
      </PageHead>
      <div className="two-columns">
        <div>
          <section className="card">
            <h2>异议内容</h2>
            <p className="wrap">{text}</p>
            <p className="quiet">
              {graduateName}，<Moment at={filedAt} exact />
            </p>
          </section>
          {answer === null ? null : (
            <section className="card">
              <h2>学校答复</h2>
              <p className="wrap">{answer}</p>
              <p className="quiet">
                {answeredBy}
                {answeredAt ? (
                  <>
                    ，<Moment at={answeredAt} exact />
                  </>
                ) : null}
              </p>
            </section>
          )}
          {objection.mayAnswer ? <AnswerCard key={objection.version} objection={objection} /> : null}
        </div>
        <About objection={objection} />
      </div>
    </>
  );
}

/** To what has to be read before one answers: the destination that the graduate holds, and the graduate's row. */
function Leads({ objection: { entry, held, graduateId } }: { readonly objection: Objection }) {
  return (
    <>
      {held && held.ref !== entry?.caseRef ? (
        <div className="case-state above">
          <span>现在的毕业去向</span>
          <StateTag tone={held.tone} label={held.label} />
          <Link href={casePath(held)}>查看毕业去向</Link>
        </div>
      ) : null}
      <p className="above">
        <Link href={`/students/${graduateId}`}>查看毕业生信息</Link>
      </p>
    </>
  );
}

function About({ objection }: { readonly objection: Objection }) {
  const { entry, about } = objection;
  return (
    <section className="card">
      <h2>所涉记录</h2>
      {entry ? (
        <>
          <p>
            <strong>{entry.title}</strong>
          </p>
          <p className="quiet">
            {entry.kind}，{entry.who}，<Moment at={entry.at} exact />
          </p>
          {entry.reason ? <p className="wrap">{reasonWords(entry.reason)}</p> : null}
          {entry.changes.length > 0 ? <ChangeTable changes={entry.changes} before="变动前" after="变动后" /> : null}
          {entry.caseRef && entry.caseFlow ? (
            <p className="above">
              <Link href={casePath({ flow: entry.caseFlow, ref: entry.caseRef })}>查看该登记</Link>
            </p>
          ) : null}
        </>
      ) : (
        <p className="quiet">{about}</p>
      )}
      <Leads objection={objection} />
    </section>
  );
}

function AnswerCard({ objection: { id, version, graduateName } }: { readonly objection: Objection }) {
  const [form] = Form.useForm<{ text: string }>();
  const [sending, setSending] = useState(false);
  const { message, notification } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  useUnsaved(() => form.getFieldsValue(true));

  const send = async () => {
    const text = (form.getFieldsValue().text ?? '').trim();
    if (text === '') {
      showFaults(form, { text: '请填写答复内容' });
      return;
    }
    setSending(true);
    try {
      const body = { version, text };
      const after = await press(`${id} ${JSON.stringify(body)}`, key =>
        call('POST /api/objections/{id}/answer', { params: { id }, body, key }),
      );
      queryClient.setQueryData(objectionQuery(id).queryKey, after);
      message.success(`已答复${graduateName}的异议，毕业生会收到通知`);
      for (const key of ['objections', 'desk-requests']) void queryClient.invalidateQueries({ queryKey: [key] });
    } catch (error) {
      const faults = fieldFaultsOf(error);
      if (Object.keys(faults).length > 0) showFaults(form, faults);
      else {
        notification.warning({ title: '没有答复成功', description: sentenceFor(error), duration: 12 });
        void queryClient.invalidateQueries({ queryKey: objectionQuery(id).queryKey });
      }
    } finally {
      setSending(false);
    }
  };
  return (
    <section className="card" aria-label="答复异议">
      <h2>答复</h2>
      <Form name="answer" form={form} layout="vertical" requiredMark={false} onValuesChange={() => mended(form, [['text']])}>
        <Form.Item name="text" label="答复内容（毕业生可见）">
          <Input.TextArea
            rows={5}
            maxLength={1000}
            showCount
            placeholder="请说明核对的结果；需要更正的，可先在该登记页面更正，再答复"
          />
        </Form.Item>
        <div className="buttons">
          <Button type="primary" loading={sending} onClick={() => void send()}>
            答复
          </Button>
          <span className="quiet">答复后毕业生随即收到通知，不能再修改。</span>
        </div>
      </Form>
    </section>
  );
}
