import { type FilledOffice, filledWords } from '#web/common/receivers/fill-office.ts';

/** What an office that was chosen has changed in the form, and the way back. */
export const FilledNotice = ({ filled, onUndo }: { readonly filled: FilledOffice; readonly onUndo: () => void }) => (
  <div className="notice notice-slim tone-review" role="status">
    <p>{filledWords(filled)}</p>
    <button type="button" className="button button-small" onClick={onUndo}>
      撤销填入
    </button>
  </div>
);
