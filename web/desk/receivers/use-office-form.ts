import { Form } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { withoutBlanks } from '#domain/forms/blanks.ts';
import { fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { type Faults, faultsOf, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import type { Typed } from './OfficeFields.tsx';

/** A form of an office: checked here as the server checks it, then sent; what is wrong is shown at its field. */
export function useOfficeForm<Checked>(schema: z.ZodType<Checked>, send: (checked: Checked) => Promise<void>) {
  const [form] = Form.useForm<Typed>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const refuse = (faults: Faults, sentence: string) => setFault(showFaults(form, faults)[0] ?? sentence);

  const save = async () => {
    setFault(undefined);
    const parsed = schema.safeParse(withoutBlanks(form.getFieldsValue()));
    if (!parsed.success) return refuse(faultsOf(parsed.error), '有内容填写不正确，请按红字提示修改。');
    showFaults(form, {});
    setSending(true);
    try {
      await send(parsed.data);
    } catch (error) {
      refuse(fieldFaultsOf(error), sentenceFor(error));
    } finally {
      setSending(false);
    }
  };
  return { form, fault, sending, save, clear: () => setFault(undefined) };
}
