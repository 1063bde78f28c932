/** The keys of `useRowKeys`, below the list. */
export const ListLegend = () => (
  <p className="legend list-legend">
    快捷键：
    <span>
      <kbd>J</kbd> 下一行
    </span>
    <span>
      <kbd>K</kbd> 上一行
    </span>
    <span>
      <kbd>Enter</kbd> 打开
    </span>
    <span>
      <kbd>/</kbd> 搜索
    </span>
  </p>
);
