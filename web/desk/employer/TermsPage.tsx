import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, InputNumber } from 'antd';
import { useMemo, useState } from 'react';
import { termFields } from '#domain/forms/agreement-fields.ts';
import { withoutBlanks } from '#domain/forms/blanks.ts';
import { defaultTerms } from '#domain/forms/default-terms.ts';
import { validityDays } from '#domain/forms/invitation-form.ts';
import { type Answer, call, codeOf, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { draftOf } from '#web/desk/kit/forms/draft.ts';
import { clearChanged, type Faults, faultsOf, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { FootFault } from '#web/desk/kit/page/FootFault.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { AgreementFields } from './AgreementFields.tsx';
import { defaultTermsQuery } from './queries.ts';

interface Values {
  readonly validityDays: number;
  readonly agreement: Readonly<Record<string, unknown>>;
}

/** 默认条款: what every invitation and the template begin with. */
export default function TermsPage() {
  const terms = useQuery(defaultTermsQuery);
  return <Loaded query={terms}>{data => <Terms saved={data} />}</Loaded>;
}

function Terms({ saved }: { readonly saved: Answer<'GET /api/employer/default-terms'> }) {
  const me = useMe();
  const mayEdit = may(me, 'employer.edit');
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const press = usePress();
  const draft = useMemo(() => draftOf('default-terms', me.employer?.id ?? 0), [me.employer?.id]);
  // Read once: what the server says later must not replace what is being typed.
  const [initial] = useState(() => ({ validityDays: saved.validityDays, agreement: saved.agreement, ...draft.read() }));

  const refused = (faults: Faults, sentence: string) => setFault(showFaults(form, faults)[0] ?? sentence);
  const save = async () => {
    setFault(undefined);
    const typed = form.getFieldsValue();
    const parsed = defaultTerms.safeParse({ ...typed, agreement: withoutBlanks({ ...typed.agreement }) });
    if (!parsed.success) return refused(faultsOf(parsed.error), '有内容填写不正确，请按红字提示修改。');
    showFaults(form, {});
    setSending(true);
    try {
      const body = { version: saved.version, ...parsed.data };
      const after = await press(JSON.stringify(body), key => call('PUT /api/employer/default-terms', { body, key }));
      draft.forget();
      queryClient.setQueryData(defaultTermsQuery.queryKey, after);
      void queryClient.invalidateQueries({ queryKey: ['invitation-defaults'] });
      message.success('默认条款已保存');
    } catch (error) {
      refused(fieldFaultsOf(error), sentenceFor(error));
      if (codeOf(error) === 'changed-meanwhile') void queryClient.invalidateQueries({ queryKey: defaultTermsQuery.queryKey });
    } finally {
      setSending(false);
    }
  };

  return (
    <>
      <PageHead
        title="默认条款"
        note={
          <>
            发起签约邀请和下载批量模板时自动填入，每份邀请仍可修改；都可以不填。
            {saved.updatedAt ? (
              <>
                上次保存：
                <Moment at={saved.updatedAt} />
              </>
            ) : null}
          </>
        }
      />
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onValuesChange={(changed, values) => {
          clearChanged(form, changed);
          draft.write(values);
        }}
        onFinish={() => void save()}
        disabled={!mayEdit}
        noValidate
      >
        <section className="card">
          <h2>邀请</h2>
          <div className="form-grid">
            <Form.Item name="validityDays" label="应约有效期（天）">
              <InputNumber min={validityDays.least} max={validityDays.most} precision={0} />
            </Form.Item>
          </div>
        </section>
        <AgreementFields fields={termFields} optional />
        <div className="form-foot">
          <FootFault sentence={fault} />
          {mayEdit ? (
            <Button type="primary" htmlType="submit" loading={sending}>
              保存
            </Button>
          ) : (
            <span className="quiet">默认条款由单位管理员修改。</span>
          )}
        </div>
      </Form>
    </>
  );
}
