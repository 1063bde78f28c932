import { Select } from 'antd';
import type { ReactNode } from 'react';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { FilterBar } from '#web/desk/kit/list/FilterBar.tsx';
import { FilterSelect } from '#web/desk/kit/list/FilterSelect.tsx';
import { CohortFilter, DepartmentFilter, GraduateSearch } from '#web/desk/kit/list/GraduateFilters.tsx';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import type { ListUrl } from '#web/desk/kit/list/use-list-url.ts';

type Options = Answer<'GET /api/archives/{kind}/options'>;
interface Props {
  readonly url: ListUrl;
  readonly options: Options | undefined;
  readonly names: readonly string[];
  readonly further: readonly string[];
  /** What tells the list's rows apart, first. */
  readonly states: ReactNode;
  /** Beside the graduate's, in the second row. */
  readonly more?: ReactNode;
  readonly children?: ReactNode;
}

/** The filters of both lists; the URL holds all of them. */
export function ListFilters({ url, options, names, further, states, more, children }: Props) {
  const { params, filter } = url;
  const pick = (name: string) => ({
    value: params.get(name) ?? undefined,
    onChange: (value: string | undefined) => filter(name, value),
  });
  const fields = (
    <>
      <FilterSelect label="专业" width={200} options={options?.majors ?? []} {...pick('major')} />
      <FilterSelect label="学历层次" width={150} options={options?.levels ?? []} {...pick('level')} />
      <SearchField
        label="班级"
        placeholder="班级"
        value={params.get('class') ?? ''}
        onChange={value => filter('class', value)}
        width={120}
      />
      {more}
    </>
  );
  return (
    <FilterBar url={url} names={names} further={{ names: further, fields }} tools={children}>
      {states}
      <GraduateSearch url={url} width={200} />
      <CohortFilter url={url} cohorts={options?.cohorts} />
      <DepartmentFilter url={url} departments={options?.departments} width={130} />
    </FilterBar>
  );
}

interface StateProps {
  readonly url: ListUrl;
  readonly name: string;
  readonly label: string;
  readonly all: string;
  readonly width: number;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}
/** One question about the code; the first answer leaves everything. */
export const StateFilter = ({ url: { params, filter }, name, label, all, width, options }: StateProps) => (
  <Select
    aria-label={label}
    value={options.some(({ value }) => value === params.get(name)) ? (params.get(name) ?? '') : ''}
    options={[{ value: '', label: all }, ...options]}
    popupMatchSelectWidth={false}
    style={{ width }}
    onChange={value => filter(name, value || undefined)}
  />
);

/** The days on which codes were issued. */
export function IssuedBetween({ url: { params, filter } }: { readonly url: ListUrl }) {
  const day = (name: 'from' | 'to', label: string) => (
    <input
      type="date"
      className="day"
      aria-label={label}
      value={params.get(name) ?? ''}
      onChange={({ target }) => filter(name, target.value || undefined)}
    />
  );
  return (
    <span className="range">
      更新时间 {day('from', '更新时间从')} 至 {day('to', '更新时间到')}
    </span>
  );
}
