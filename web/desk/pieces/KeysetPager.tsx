import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ListAddress } from './use-list-address.ts';

interface Props {
  readonly address: ListAddress;
  readonly next: string | null;
  readonly total?: number | null;
  readonly shown: number;
}

/** A deep page costs what the first one costs, so there is no jumping to page 400; the filters are for that. */
export function KeysetPager({ address, next, total, shown }: Props) {
  return (
    <nav className="pager" aria-label="翻页">
      <span className="quiet">
        {typeof total === 'number' ? `共 ${total.toLocaleString('zh-CN')} 条，` : ''}第 {address.pageNumber} 页，本页 {shown} 条
      </span>
      <Button icon={<LeftOutlined aria-hidden />} disabled={!address.hasPrevious} onClick={address.previous}>
        上一页
      </Button>
      <Button
        icon={<RightOutlined aria-hidden />}
        iconPlacement="end"
        disabled={!next}
        onClick={() => next && address.next(next)}
      >
        下一页
      </Button>
    </nav>
  );
}
