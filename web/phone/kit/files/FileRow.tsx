import type { ReactNode } from 'react';

interface Props {
  readonly name: string;
  /** Address of the picture; none where the content is not there any more. */
  readonly shown: string | undefined;
  /** What a press on the picture opens, where that is not the picture itself. */
  readonly opens?: string | undefined;
  readonly what?: string;
  readonly children: ReactNode;
  readonly onRemove?: () => void;
}

/** An uploaded file: its picture, what it is, and the way to take it back. */
export const FileRow = ({ name, shown, opens = shown, what, children, onRemove }: Props) => (
  <li className="file">
    {shown && (
      <a href={opens} target="_blank" rel="noreferrer">
        <img src={shown} alt={what ? `${what}：${name}` : name} loading="lazy" />
      </a>
    )}
    <div className="file-words">{children}</div>
    {onRemove && (
      <button type="button" className="button button-small" aria-label={`移除${name}`} onClick={onRemove}>
        移除
      </button>
    )}
  </li>
);
