import { originalNote } from '#web/common/original-note.ts';

/** The way to a PDF as it came; the row shows pictures of its pages. */
export const OriginalPdf = ({ address }: { readonly address: string }) => (
  <p className="note">
    <a href={address} download>
      下载原件（PDF）
    </a>
    {originalNote}
  </p>
);
