import { Skeleton } from 'antd';

export function PageSkeleton() {
  return (
    <div className="card" role="status" aria-busy="true" aria-label="正在加载">
      <Skeleton active title={{ width: 220 }} paragraph={{ rows: 8 }} />
    </div>
  );
}

/** As many lines as a list page usually shows. */
export function TableSkeleton() {
  return (
    <div className="card" role="status" aria-busy="true" aria-label="正在加载列表">
      <Skeleton active title={false} paragraph={{ rows: 12, width: '100%' }} />
    </div>
  );
}
