import { Fragment, type ReactNode, useState } from 'react';
import type { FormField as Field } from '#contract/routes/cases.ts';
import { byEmployer, type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import {
  type FilledOffice,
  fillOffice,
  isFilled,
  officeNameKey,
  overEarlier,
  takeOut,
} from '#web/common/receivers/fill-office.ts';
import { useOrigin } from '#web/common/receivers/use-origin.ts';
import { FormField } from '#web/phone/kit/FormField.tsx';
import type { Form } from '#web/phone/kit/use-saved-draft.ts';
import { FilledNotice } from './FilledNotice.tsx';
import { ReceiverField } from './ReceiverField.tsx';
import type { TransferForm } from './use-transfer.ts';

interface Props {
  readonly kind: TransferKind;
  readonly data: TransferForm;
  readonly form: Form;
  readonly faultAt: (key: string) => string | undefined;
  readonly onChange: (values: Form) => void;
  /** The evidence. */
  readonly children: ReactNode;
}

/** What the type that is chosen brings with it: a hint, or where the receiver was filled in from. */
function AboutType({ kind, data, type }: Pick<Props, 'kind' | 'data'> & { readonly type: string }) {
  const hint = data.hints[type];
  const fills = transferDetails[kind].receiverRegionKey !== undefined;
  const { origin } = data;
  return (
    <>
      {type === data.originType && fills && (
        <div className="notice notice-slim tone-review" role="status">
          {origin?.receiver ? (
            <p>
              接收单位按您的生源地（{origin.regionName}
              ）填入，请核对，可以修改或补充。省份不能修改：生源地有误，请联系学校就业部门更正；需跨省转递的，请选择其他转递类型。
            </p>
          ) : (
            <p>没有查到您生源地{origin && `（${origin.regionName}）`}的档案接收单位，请自行填写准确信息。</p>
          )}
        </div>
      )}
      {hint && (
        <p className="notice notice-slim tone-waiting" role="status">
          {hint}
        </p>
      )}
    </>
  );
}

/** The rows that the contract sends, 情况说明, and the evidence. */
export function Fields({ kind, data, form, faultAt, onChange, children }: Props) {
  const { typeKey, receiverRegionKey, title } = transferDetails[kind];
  const type = form[typeKey] ?? '';
  const { chooseType, provinceOf, before } = useOrigin(kind, data);
  const within = provinceOf(type);
  const [office, setOffice] = useState<FilledOffice>();
  const shown = office && isFilled(form, office) ? office : undefined;
  const choose = (chosen: string) => {
    const changed = chooseType(form, type, chosen);
    // An office that was chosen since is nobody's origin: it stays, whole.
    const stays = shown && type === data.originType && chosen !== type;
    if (stays) setOffice(overEarlier(shown, before));
    onChange(stays ? { [typeKey]: chosen } : changed);
  };
  const explanation = data.fields.find(({ key }) => key === 'explanation');
  const oneField = (field: Field) => (
    <FormField
      field={field}
      value={form[field.key] ?? ''}
      fault={faultAt(field.key)}
      within={field.key === receiverRegionKey ? within : undefined}
      onValue={value => (field.key === typeKey ? choose(value) : onChange({ [field.key]: value }))}
    />
  );
  return (
    <>
      <section className="card stack" aria-labelledby="fields">
        <h2 className="card-title" id="fields">
          {title}
        </h2>
        {data.fields
          .filter(({ key }) => key !== 'explanation')
          .map(field => (
            <Fragment key={field.key}>
              {field.key === officeNameKey && type !== byEmployer ? (
                <ReceiverField
                  field={field}
                  value={form[officeNameKey] ?? ''}
                  fault={faultAt(field.key)}
                  within={within}
                  onChange={name => onChange({ [officeNameKey]: name })}
                  onChoose={chosen => {
                    const next = fillOffice(form, chosen, office, within ? (data.origin?.receiver ?? {}) : {});
                    setOffice(next);
                    onChange(next.values);
                  }}
                />
              ) : (
                oneField(field)
              )}
              {field.key === officeNameKey && shown && (
                <FilledNotice
                  filled={shown}
                  onUndo={() => {
                    onChange(takeOut(form, shown));
                    setOffice(undefined);
                    // The button is gone with its notice.
                    document.querySelector<HTMLElement>('[role=combobox]')?.focus();
                  }}
                />
              )}
              {field.key === typeKey && <AboutType kind={kind} data={data} type={type} />}
            </Fragment>
          ))}
      </section>
      <section className="card stack" aria-labelledby="grounds">
        <h2 className="card-title" id="grounds">
          情况说明与证明材料
        </h2>
        {explanation && oneField(explanation)}
        {children}
      </section>
    </>
  );
}
