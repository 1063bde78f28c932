import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string | undefined) => void;
  readonly placeholder: string;
  readonly width?: number;
}

/** Milliseconds: long enough to type a word, short enough not to be noticed. */
const pause = 350;

/** Searches while a person types; text in an input method waits until it is committed. */
export function SearchField({ label, value, onChange, placeholder, width = 260 }: Props) {
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    setText(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = (next: string, wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next.trim() || undefined), wait);
  };
  return (
    <Input
      aria-label={label}
      data-search
      prefix={<SearchOutlined aria-hidden />}
      placeholder={placeholder}
      value={text}
      maxLength={60}
      allowClear
      style={{ width }}
      onChange={event => {
        setText(event.target.value);
        if (!composing.current) send(event.target.value, pause);
      }}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={event => {
        composing.current = false;
        send(event.currentTarget.value, pause);
      }}
      onPressEnter={event => send(event.currentTarget.value, 0)}
    />
  );
}
