interface Props {
  readonly shown: readonly { readonly word: string; readonly key?: string }[];
  readonly files: number;
}

/** The keys that do something on this page now. */
export function Legend({ shown, files }: Props) {
  return (
    <p className="legend">
      快捷键：
      {shown.map(({ key, word }) =>
        key ? (
          <span key={key}>
            <kbd>{key}</kbd> {word}
          </span>
        ) : null,
      )}
      <span>
        <kbd>J</kbd> 下一件
      </span>
      <span>
        <kbd>K</kbd> 上一件
      </span>
      {files > 0 ? (
        <>
          {files > 1 ? (
            <span>
              <kbd>←</kbd> <kbd>→</kbd> 切换材料
            </span>
          ) : null}
          <span>
            <kbd>+</kbd> <kbd>-</kbd> <kbd>0</kbd> 缩放
          </span>
          <span>
            <kbd>[</kbd> <kbd>]</kbd> 旋转
          </span>
        </>
      ) : null}
    </p>
  );
}
