import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { ListUrl } from './use-list-url.ts';

interface Props {
  readonly url: ListUrl;
  /** The filters, by their names in the URL, that 清除条件 clears. */
  readonly names: readonly string[];
  /** What is looked for less often, in a second row; `names` says how many of them are set. */
  readonly further?: { readonly names: readonly string[]; readonly fields: ReactNode };
  /** For all rows that the filters leave: downloads, order, columns. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A list's filters, and what is done with all rows that they leave. */
export function FilterBar({ url: { params, clear }, names, further, tools, children }: Props) {
  const more = further?.names.filter(name => params.get(name)).length ?? 0;
  const [isOpen, setOpen] = useState(more > 0);
  return (
    <>
      <search className="filters">
        {children}
        {further ? (
          <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            更多条件{more > 0 ? `（${more}）` : ''}
          </Button>
        ) : null}
        {names.some(name => params.get(name)) ? <Button onClick={() => clear(names)}>清除条件</Button> : null}
        {tools ? <span className="filter-tools">{tools}</span> : null}
      </search>
      {further && isOpen ? (
        <search className="filters further" aria-label="更多条件">
          {further.fields}
        </search>
      ) : null}
    </>
  );
}
