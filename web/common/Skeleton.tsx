/** Grey lines in place of content that is still loading. */
export function Skeleton({ lines = 6 }: { readonly lines?: number }) {
  return (
    <div className="card">
      <p className="unseen" role="status">
        正在加载
      </p>
      <div className="skeleton" aria-hidden="true">
        {Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
          <span key={line} />
        ))}
      </div>
    </div>
  );
}
