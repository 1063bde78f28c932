import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { FormField } from '#contract/routes/cases.ts';
import type { FoundReceiver } from '#contract/routes/receivers.ts';
import { useOfficeSearch } from '#web/common/receivers/use-office-search.ts';
import { Field } from '#web/phone/kit/Field.tsx';
import { FoundOffices, keyOf } from './FoundOffices.tsx';

interface Props {
  readonly field: FormField;
  readonly value: string;
  readonly fault: string | undefined;
  /** The province that may not be left. */
  readonly within: string | undefined;
  readonly onChange: (name: string) => void;
  readonly onChoose: (office: FoundReceiver) => void;
}

/** The name of the receiver, looked up in the directory while it is typed. Free text stays possible. */
export function ReceiverField({ field: { label, hint }, value, fault, within, onChange, onChoose }: Props) {
  const [isOpen, setOpen] = useState(false);
  /** The office to which the arrow keys have led. */
  const [active, setActive] = useState<string>();
  const whole = useRef<HTMLDivElement>(null);
  const list = useId();
  const search = useOfficeSearch({ text: value, province: within, active: isOpen });
  const { rows, isAsking } = search;
  const at = rows.findIndex(row => keyOf(row) === active);

  useEffect(() => {
    if (active) whole.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const close = () => {
    setOpen(false);
    setActive(undefined);
  };
  const choose = (office: FoundReceiver) => {
    onChoose(office);
    close();
  };
  const walk = (place: number) => {
    const row = rows.at(place % Math.max(rows.length, 1));
    if (row) setActive(keyOf(row));
  };
  const keys: Readonly<Record<string, () => void>> = isAsking
    ? {
        ArrowDown: () => walk(at + 1),
        ArrowUp: () => walk(at < 1 ? -1 : at - 1),
        Enter: () => {
          const office = rows[at];
          if (office) choose(office);
          else close();
        },
        Escape: close,
      }
    : { ArrowDown: () => setOpen(true) };
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method has these keys to itself.
    const act = event.nativeEvent.isComposing ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div ref={whole} className="stack-close">
      <Field
        label={label}
        hint={`${hint}，可输入名称的一部分、拼音或首字母查找`}
        fault={fault}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isAsking && rows.length > 0}
        aria-controls={list}
        aria-activedescendant={at < 0 ? undefined : `${list}-${at}`}
        aria-required
        autoComplete="off"
        value={value}
        onKeyDown={onKeyDown}
        onFocus={() => setOpen(value === '')}
        onBlur={close}
        onValue={text => {
          setOpen(true);
          setActive(undefined);
          onChange(text);
        }}
      />
      <FoundOffices id={list} label={label} search={search} at={at} onChoose={choose} onClose={close} />
    </div>
  );
}
