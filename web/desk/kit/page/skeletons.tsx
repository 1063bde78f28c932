import { Skeleton } from 'antd';

export function PageSkeleton() {
  return (
    <div className="card" role="status" aria-busy="true" aria-label="正在加载">
      <Skeleton active title={{ width: 220 }} paragraph={{ rows: 8 }} />
    </div>
  );
}

/** About as tall as a list page usually is. */
export function TableSkeleton() {
  return (
    <div className="card" role="status" aria-busy="true" aria-label="正在加载列表">
      <Skeleton active title={false} paragraph={{ rows: 12, width: '100%' }} />
    </div>
  );
}
