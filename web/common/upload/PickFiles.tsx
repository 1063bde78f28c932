interface Props {
  /** What the files are, for a screen reader. */
  readonly label: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly describedBy?: string | undefined;
}

/** Camera and files, offered alike. */
export function PickFiles({ label, onFiles, describedBy }: Props) {
  const pick = (word: string, camera: boolean) => (
    <label className="button file-pick">
      {word}
      <input
        type="file"
        className="unseen"
        aria-label={`${label}：${word}`}
        accept={camera ? 'image/*' : 'image/*,application/pdf,.heic,.heif'}
        {...(camera ? { capture: 'environment' as const } : { multiple: true })}
        aria-invalid={describedBy !== undefined}
        aria-describedby={describedBy}
        onChange={event => {
          onFiles(Array.from(event.currentTarget.files ?? []));
          // The same file once more is a choice too.
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
  return (
    <div className="file-picks">
      {pick('拍照', true)}
      {pick('选择文件', false)}
    </div>
  );
}
