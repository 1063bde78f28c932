import type { ReactNode } from 'react';
import { fileBytesAtMost } from '#domain/rules/file-limits.ts';
import { SendField } from './SendField.tsx';

interface Props {
  /** From the form. */
  readonly id?: string | undefined;
  readonly value?: string | null | undefined;
  readonly onChange?: ((fileId: string | null) => void) | undefined;
  readonly onBusy: (busy: boolean) => void;
  readonly onNamed?: (name: string) => void;
  readonly name: string;
  /** What is chosen: 图片, 文件. */
  readonly what: string;
  readonly hint: string;
  readonly accept: string;
  /** The present file. */
  readonly children?: ReactNode;
}

/** One file of a form: sent as soon as it is chosen; the form keeps its number. */
export function FormFileField({ id, value, onChange, onBusy, onNamed, name, what, hint, accept, children }: Props) {
  return (
    <SendField
      to="POST /api/files"
      onTaken={({ fileId }, file) => {
        onNamed?.(file.name);
        onChange?.(fileId);
      }}
      onBusy={onBusy}
      largest={{ bytes: fileBytesAtMost, sentence: `${what}超过 20 MB，请压缩后上传。` }}
      {...{ id, name, hint, accept }}
      label={`${value ? '重新选择' : '选择'}${what}，或拖到此处`}
    >
      {value ? children : null}
    </SendField>
  );
}
