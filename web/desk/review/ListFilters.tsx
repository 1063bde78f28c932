import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ComponentProps, ReactNode } from 'react';
import type { FlowName } from '#domain/flows/all.ts';
import { ColumnChoice } from '#web/desk/kit/list/ColumnChoice.tsx';
import { FilterBar } from '#web/desk/kit/list/FilterBar.tsx';
import { GraduateSearch } from '#web/desk/kit/list/GraduateFilters.tsx';
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
  readonly choice: ComponentProps<typeof ColumnChoice>;
  /** Buttons for all rows that match the filters. */
  readonly children?: ReactNode;
}

/** A list's filters, sort and columns. The URL holds all of them but the columns. */
export function ListFilters({ list, flow, url, choice, children }: Props) {
  const { params, filter } = url;
  const set = narrowedBy(params);
  const isEmployer = flow !== undefined && flow !== 'other-destination';
  const tools = (
    <>
      {children}
      <Select
        aria-label="排序"
        value={sortOf(params)}
        options={sorts.map(sort => ({ ...sort }))}
        style={{ width: 128 }}
        onChange={value => filter('sort', value === 'updated' ? undefined : value)}
      />
      <ColumnChoice {...choice} />
    </>
  );
  return (
    <FilterBar
      url={url}
      names={narrowing}
      further={{ names: further, fields: <FurtherFilters {...{ flow, url, set, filter }} /> }}
      tools={tools}
    >
      <StateSelect list={list} flow={flow} url={url} />
      <GraduateSearch url={url} width={244} />
      <SearchField
        label={isEmployer ? '用人单位' : '去向或单位'}
        placeholder={isEmployer ? '单位名称或代码' : '单位、院校名称'}
        value={set.employer ?? ''}
        onChange={value => filter('employer', value)}
        width={168}
      />
    </FilterBar>
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
