import { AutoComplete, Button, Form } from 'antd';
import { type ComponentRef, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { FoundReceiver } from '#contract/routes/receivers.ts';
import {
  type FilledOffice,
  filledWords,
  fillOffice,
  type OfficeForm,
  officeNameKey,
  takeOut,
} from '#web/common/receivers/fill-office.ts';
import { useOfficeSearch } from '#web/common/receivers/use-office-search.ts';

interface Props {
  readonly hint: string;
  readonly maxLength: number;
  readonly province: string | undefined;
  /** Given by the form's item. */
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}
interface Option {
  readonly value: string;
  readonly label: ReactNode;
  readonly office?: FoundReceiver;
}

/** The name of the receiver, looked up in the directory while it is typed. Free text stays possible. */
export function ReceiverInput({ hint, maxLength, province, id, value = '', onChange }: Props) {
  const form = Form.useFormInstance();
  const [active, setActive] = useState(false);
  const [filled, setFilled] = useState<FilledOffice>();
  const input = useRef<ComponentRef<typeof AutoComplete>>(null);
  const { rows, error, isWaiting, isAsking } = useOfficeSearch({ text: value, province, active });

  const present = (): OfficeForm => form.getFieldsValue(true).form ?? {};
  const put = (values: OfficeForm) => form.setFieldsValue({ form: values });
  const choose = ({ office }: Option) => {
    setActive(false);
    if (!office) return;
    const next = fillOffice(present(), office, filled);
    put(next.values);
    setFilled(next);
  };
  const said = isWaiting ? '正在查找…' : error ? '暂时无法查找，可以' : '没有找到？';
  const typed = value.trim();
  // Nothing that belongs to what was typed before may be ready for Enter. While it is looked for there is one option, so that
  // the first one becomes active when others come: the list notices only a change of their number.
  const found = isWaiting ? [] : rows;
  const options: Option[] = [
    ...found.map((office, place) => ({ value: `office ${place}`, label: <OfficeLines office={office} />, office })),
    ...(typed ? [{ value: 'free', label: <span className="quiet">{`${said}直接填写「${typed}」`}</span> }] : []),
  ];
  return (
    <>
      <div role="presentation" onKeyDownCapture={keepText}>
        <AutoComplete
          ref={input}
          {...(id ? { id } : {})}
          value={value}
          options={isAsking ? options : []}
          placeholder={`${hint}，可输入名称的一部分、拼音或首字母查找`}
          maxLength={maxLength}
          defaultActiveFirstOption
          showSearch={{
            filterOption: false,
            onSearch: text => {
              setActive(true);
              onChange?.(text);
            },
          }}
          onFocus={() => setActive(value === '')}
          onBlur={() => setActive(false)}
          onSelect={(_, option: Option) => choose(option)}
          style={{ width: '100%' }}
        />
      </div>
      {filled && value === filled.values[officeNameKey] ? (
        <p className="quiet" role="status">
          {filledWords(filled)}
          <Button
            type="link"
            size="small"
            onClick={() => {
              put(takeOut(present(), filled));
              setFilled(undefined);
              input.current?.focus();
            }}
          >
            撤销填入
          </Button>
        </p>
      ) : null}
    </>
  );
}

/** Tab leaves the field with what was typed; the list would take its first office for chosen. */
const keepText = (event: KeyboardEvent) => {
  if (event.key === 'Tab') event.stopPropagation();
};

const OfficeLines = ({ office: { name, region, address } }: { readonly office: FoundReceiver }) => (
  <div className="office-lines">
    <div>{name}</div>
    <div className="quiet">
      {region}
      {address}
    </div>
  </div>
);
