import { Fragment, type ReactNode } from 'react';
import type { FormField as Field } from '#contract/routes/cases.ts';
import { byEmployer, type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { useOrigin } from '#web/common/receivers/use-origin.ts';
import { FormField } from '#web/phone/kit/FormField.tsx';
import type { Form } from '#web/phone/kit/use-saved-draft.ts';
import { useSheet } from '#web/phone/kit/use-sheet.ts';
import { ReceiverSheet } from './ReceiverSheet.tsx';
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

const sheet = 'receiver';

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
  const { chooseType, provinceOf } = useOrigin(kind, data);
  const within = provinceOf(type);
  const explanation = data.fields.find(({ key }) => key === 'explanation');
  const oneField = (field: Field) => (
    <FormField
      field={field}
      value={form[field.key] ?? ''}
      fault={faultAt(field.key)}
      within={field.key === receiverRegionKey ? within : undefined}
      onValue={value => onChange(field.key === typeKey ? chooseType(form, type, value) : { [field.key]: value })}
    />
  );
  const { open, show, close } = useSheet();
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
              {oneField(field)}
              {field.key === typeKey && <AboutType kind={kind} data={data} type={type} />}
              {field.key === typeKey && receiverRegionKey && type !== '' && type !== byEmployer && (
                <button type="button" className="button button-small" aria-haspopup="dialog" onClick={() => show(sheet)}>
                  从机构目录中查找并填入
                </button>
              )}
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
      {open === sheet && <ReceiverSheet within={within} onChosen={onChange} onClose={close} />}
    </>
  );
}
