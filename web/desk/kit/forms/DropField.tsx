import { InboxOutlined } from '@ant-design/icons';
import { type DragEvent, useState } from 'react';

interface Props {
  readonly id?: string | undefined;
  readonly label: string;
  /** What the file is, where the label alone does not say it. */
  readonly name?: string;
  readonly hint: string;
  /** As the file input's `accept`. */
  readonly accept: string;
  readonly disabled?: boolean;
  readonly onFile: (file: File) => void;
}

/** A place to drop a file on, which is also the browser's own file field: keyboard and screen reader included. */
export function DropField({ id, label, name, hint, accept, disabled = false, onFile }: Props) {
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <label
      className={over ? 'drop over' : 'drop'}
      onDragOver={event => drag(event, true)}
      onDragLeave={event => drag(event, false)}
      onDrop={event => {
        drag(event, false);
        const file = event.dataTransfer.files[0];
        if (file && !disabled) onFile(file);
      }}
    >
      <input
        {...(id ? { id } : {})}
        type="file"
        className="unseen"
        accept={accept}
        disabled={disabled}
        aria-label={name ? `${name}：${label}` : label}
        onChange={event => {
          const file = event.target.files?.[0];
          // The same file may be chosen again after it was mended.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      <InboxOutlined aria-hidden style={{ fontSize: 28 }} />
      <p>{label}</p>
      <p className="quiet">{hint}</p>
    </label>
  );
}
