import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import type { ListUrl } from './use-list-url.ts';
import { sizes } from './use-table-choice.ts';

interface Props {
  readonly url: ListUrl;
  readonly next: string | null;
  readonly total?: number | null;
  /** Counting stopped at the total: there are more. */
  readonly over?: boolean;
  readonly shown: number;
  readonly size?: number;
  readonly onSize?: (size: number) => void;
}

/** A deep page costs what the first one costs, so there is no jumping to page 400; the filters are for that. */
export function KeysetPager({ url, next, total, over = false, shown, size, onSize }: Props) {
  const count = typeof total === 'number' ? `${over ? '超过' : '共'} ${total.toLocaleString('zh-CN')} 条，` : '';
  return (
    <nav className="pager" aria-label="翻页">
      <span className="quiet">
        {count}第 {url.pageNumber} 页，本页 {shown} 条
      </span>
      {size && onSize ? (
        <Select
          aria-label="每页条数"
          value={size}
          options={sizes.map(value => ({ value, label: `每页 ${value} 条` }))}
          onChange={onSize}
          style={{ width: 124 }}
        />
      ) : null}
      <Button icon={<LeftOutlined aria-hidden />} disabled={!url.hasPrevious} onClick={url.previous}>
        上一页
      </Button>
      <Button icon={<RightOutlined aria-hidden />} iconPlacement="end" disabled={!next} onClick={() => next && url.next(next)}>
        下一页
      </Button>
    </nav>
  );
}
