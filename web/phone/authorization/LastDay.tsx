import { useId, useState } from 'react';
import { addDays, beijingDay } from '#domain/dates.ts';
import { exactTime } from '#web/common/format.ts';
import { Field } from '#web/phone/kit/Field.tsx';
import type { Authorization } from './use-authorization.ts';

type Days = Authorization['days'];
const dayInWords = (day: string): string => exactTime(`${day}T00:00:00+08:00`, 'day');

/** Spans that are often asked for. */
function spansOf({ first, last }: Days) {
  const month = addDays(beijingDay(new Date()), 30);
  return [
    ...(month > first && month < last ? [{ key: 'month', label: '30 天', day: month }] : []),
    { key: 'service', label: '至核验服务结束', day: last },
  ];
}
export const firstSpan = (days: Days): string => spansOf(days)[0]?.day ?? days.last;

interface Props {
  readonly days: Days;
  readonly fault: string | undefined;
  readonly onDay: (day: string) => void;
}

/** 有效期: a span, or a day of one's own. */
export function LastDay({ days, fault, onDay }: Props) {
  const id = useId();
  const spans = spansOf(days);
  const [span, setSpan] = useState(spans[0]?.key ?? 'own');
  const [ownDay, setOwnDay] = useState('');
  const choice = (key: string, label: string, day: string, aside = '') => (
    <label className="choice" key={key}>
      <input
        type="radio"
        name={id}
        checked={span === key}
        onChange={() => {
          setSpan(key);
          onDay(day);
        }}
      />
      <span>
        {label}
        {aside && <span className="note">（{aside}）</span>}
      </span>
    </label>
  );
  return (
    <fieldset className="card stack-close">
      <legend className="unseen">有效期</legend>
      <p className="card-title" aria-hidden="true">
        有效期
      </p>
      {spans.map(({ key, label, day }) => choice(key, label, day, `至${dayInWords(day)}`))}
      {choice('own', '自选日期', ownDay)}
      {span === 'own' && (
        <Field
          label="有效期至"
          type="date"
          min={days.first}
          max={days.last}
          value={ownDay}
          fault={fault}
          hint={`${dayInWords(days.first)}至${dayInWords(days.last)}`}
          onValue={day => {
            setOwnDay(day);
            onDay(day);
          }}
        />
      )}
      {span !== 'own' && fault && <p className="fault">{fault}</p>}
    </fieldset>
  );
}
