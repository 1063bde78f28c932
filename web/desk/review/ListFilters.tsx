import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { FlowName } from '#domain/flows/all.ts';
import { ColumnChoice } from '#web/desk/kit/list/ColumnChoice.tsx';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import type { ListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { FurtherFilters } from './FurtherFilters.tsx';
import type { CaseList } from './lists/case-lists.ts';
import { further, narrowedBy, narrowing, sortOf, sorts } from './lists/list-filters.ts';
import { deskHomeQuery } from './lists/queries.ts';

interface Props {
  readonly list: CaseList;
  readonly flow: FlowName | undefined;
  readonly url: ListUrl;
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly chosen: readonly string[];
  readonly onChoose: (columns: readonly string[] | undefined) => void;
  /** Buttons for all rows that match the filters. */
  readonly children?: ReactNode;
}

/** A list's filters, sort and columns. The URL holds all of them but the columns. */
export function ListFilters({ list, flow, url, columns, chosen, onChoose, children }: Props) {
  const { params, filter, clear } = url;
  const set = narrowedBy(params);
  const more = further.filter(name => set[name] !== undefined).length;
  const [isOpen, setIsOpen] = useState(more > 0);
  const isEmployer = flow !== undefined && flow !== 'other-destination';
  return (
    <>
      <search className="filters">
        <StateSelect list={list} flow={flow} url={url} />
        <SearchField
          label="姓名、拼音、学号或考生号"
          placeholder="姓名、拼音、学号、考生号"
          value={set.q ?? ''}
          onChange={value => filter('q', value)}
          width={244}
        />
        <SearchField
          label={isEmployer ? '用人单位' : '去向或单位'}
          placeholder={isEmployer ? '单位名称或代码' : '单位、院校名称'}
          value={set.employer ?? ''}
          onChange={value => filter('employer', value)}
          width={168}
        />
        <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          更多条件{more > 0 ? `（${more}）` : ''}
        </Button>
        {Object.keys(set).length > 0 ? <Button onClick={() => clear(narrowing)}>清除条件</Button> : null}
        <span className="filter-tools">
          {children}
          <Select
            aria-label="排序"
            value={sortOf(params)}
            options={sorts.map(sort => ({ ...sort }))}
            style={{ width: 128 }}
            onChange={value => filter('sort', value === 'updated' ? undefined : value)}
          />
          <ColumnChoice columns={columns} chosen={chosen} onChoose={onChoose} />
        </span>
      </search>
      {isOpen ? <FurtherFilters flow={flow} set={set} filter={filter} /> : null}
    </>
  );
}

function StateSelect({ list, flow, url: { params, filter } }: Pick<Props, 'list' | 'flow' | 'url'>) {
  const home = useQuery(deskHomeQuery);
  const counts = home.data?.flows.find(one => one.flow === flow);
  const counted = (count: number | undefined) => (count === undefined ? '' : `（${countWords(count)}）`);
  const states = [
    { value: 'mine', label: `待我处理${counted(counts?.waiting)}` },
    { value: 'all', label: '全部状态' },
    ...(counts?.states ?? []).map(({ state, label, count }) => ({ value: state, label: `${label}${counted(count)}` })),
  ];
  return (
    <Select
      aria-label={list.stateTitle}
      value={params.get('state') ?? list.opensOn}
      options={states}
      popupMatchSelectWidth={false}
      style={{ width: 196 }}
      onChange={value => filter('state', value === list.opensOn ? undefined : value)}
    />
  );
}
