import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { useMemo, useState } from 'react';
import { employerRegistration, registrationFields } from '#domain/forms/employer-registration.ts';
import type { Field } from '#domain/forms/form-field.ts';
import { type Answer, call, codeOf, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { draftOf } from '#web/desk/kit/forms/draft.ts';
import { FieldInput } from '#web/desk/kit/forms/FieldInput.tsx';
import { clearChanged, type Faults, faultsOf, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { UsccItem } from '#web/desk/kit/forms/UsccItem.tsx';
import { FootFault } from '#web/desk/kit/page/FootFault.tsx';
import { meQuery } from '#web/desk/kit/session/me-query.ts';
import { useMe } from '#web/desk/kit/session/session.ts';
import { AskToJoin } from './AskToJoin.tsx';
import { LicenceField } from './LicenceField.tsx';
import { organisationQuery } from './queries.ts';

const fields: readonly Field[] = registrationFields;
/** In what is sent the organisation's fields lie one level down. */
const withoutPrefix = (faults: Faults): Faults =>
  Object.fromEntries(Object.entries(faults).map(([path, fault]) => [path.replace(/^organisation\./, ''), fault]));

interface Props {
  readonly organisation: Answer<'GET /api/employer'>;
  readonly onSent: () => void;
}

/** 单位信息 as a form; what is typed survives a reload and every refusal. */
export function OrganisationForm({ organisation, onSent }: Props) {
  const me = useMe();
  const draft = useMemo(() => draftOf('organisation', me.employer?.id ?? 0), [me.employer?.id]);
  const [form] = Form.useForm();
  const [fault, setFault] = useState<string>();
  const [taken, setTaken] = useState<string>();
  const [sending, setSending] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const press = usePress();
  // Read once: what the server says later must not replace what is being typed.
  const [initial] = useState(() => ({ ...organisation.form, licenceFileId: organisation.licenceFileId ?? '', ...draft.read() }));

  const refused = (faults: Faults, sentence: string) => {
    const unplaced = showFaults(form, faults);
    setFault(unplaced[0] ?? sentence);
  };
  const submit = async () => {
    setFault(undefined);
    setTaken(undefined);
    const { licenceFileId = '', ...typed }: Record<string, unknown> = form.getFieldsValue();
    const parsed = employerRegistration.safeParse(typed);
    const faults: Faults = {
      ...(parsed.success ? {} : faultsOf(parsed.error)),
      ...(licenceFileId === '' ? { licenceFileId: '请上传营业执照（或法人证书）图片' } : {}),
    };
    if (!parsed.success || typeof licenceFileId !== 'string' || licenceFileId === '') {
      refused(faults, '有内容填写不正确，请按红字提示修改。');
      return;
    }
    showFaults(form, {});
    setSending(true);
    try {
      const body = { version: organisation.version, organisation: parsed.data, licenceFileId };
      const after = await press(JSON.stringify(body), key => call('PUT /api/employer', { body, key }));
      draft.forget();
      queryClient.setQueryData(organisationQuery.queryKey, after);
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      message.success('单位信息已提交，等待审核');
      onSent();
    } catch (error) {
      if (codeOf(error) === 'uscc-taken') setTaken(parsed.data.uscc);
      refused(withoutPrefix(fieldFaultsOf(error)), sentenceFor(error));
      if (codeOf(error) === 'changed-meanwhile') void queryClient.invalidateQueries({ queryKey: organisationQuery.queryKey });
    } finally {
      setSending(false);
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={initial}
      onValuesChange={(changed, values) => {
        clearChanged(form, changed);
        draft.write(values);
      }}
      onFinish={() => void submit()}
      noValidate
    >
      {taken ? <AskToJoin uscc={taken} /> : null}
      {organisation.certified ? (
        <p className="quiet form-note">
          已通过审核的单位不能更换统一社会信用代码；其他信息修改后重新审核，审核通过前仍按现行信息办理。
        </p>
      ) : null}
      <section className="card">
        <h2>基本信息</h2>
        <div className="form-grid">
          {fields.map(({ key, label, kind, hint, required, maxLength, codeTable }) =>
            key === 'uscc' ? (
              <UsccItem key={key} label={label} hint={hint} within={[]} />
            ) : (
              <Form.Item key={key} name={key} label={label} required={required}>
                <FieldInput kind={kind} label={label} hint={hint} maxLength={maxLength} table={codeTable} />
              </Form.Item>
            ),
          )}
          <Form.Item name="licenceFileId" label="营业执照（或法人证书）图片" required className="wide">
            <LicenceField onBusy={setBusy} />
          </Form.Item>
        </div>
      </section>
      <div className="form-foot">
        <FootFault sentence={fault} />
        <Button type="primary" htmlType="submit" loading={sending} disabled={isBusy}>
          提交资质审核
        </Button>
        <span className="quiet">已填内容保存在本浏览器标签页，提交前不会丢失。</span>
      </div>
    </Form>
  );
}
