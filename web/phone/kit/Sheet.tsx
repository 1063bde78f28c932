import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Icon } from './Icon.tsx';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Rises from below over the page: the browser's own modal dialog keeps focus inside and closes on Escape. */
export function Sheet({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const shown = useRef(true);
  useLayoutEffect(() => {
    const it = dialog.current;
    shown.current = true;
    it?.showModal();
    return () => {
      shown.current = false;
      it?.close();
    };
  }, []);
  /** A browser may close it without asking, and tells of our own closing too. */
  const closed = () => {
    if (shown.current) onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside the sheet closes it; the keyboard has Escape
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={titleId}
      onClose={closed}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
      onClick={event => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="sheet-body">
        <div className="sheet-head">
          <h2 id={titleId} tabIndex={-1}>
            {title}
          </h2>
          <button type="button" className="icon-button" aria-label="关闭" onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
