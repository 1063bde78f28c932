import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import type { FlowName } from '#domain/flows/all.ts';
import { FilterSelect } from '#web/desk/kit/list/FilterSelect.tsx';
import { CohortFilter, DepartmentFilter } from '#web/desk/kit/list/GraduateFilters.tsx';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import type { ListUrl } from '#web/desk/kit/list/use-list-url.ts';
import type { Narrowing } from './lists/list-filters.ts';
import { deskFilterOptionsQuery } from './lists/queries.ts';

interface Props {
  readonly flow: FlowName | undefined;
  readonly url: ListUrl;
  readonly set: Partial<Record<Narrowing, string>>;
  readonly filter: (name: Narrowing, value: string | undefined) => void;
}

/** 更多条件: what is looked for less often, in a second row. */
export function FurtherFilters({ flow, url, set, filter }: Props) {
  const options = useQuery(deskFilterOptionsQuery).data;
  const choices = [
    { name: 'major', label: '专业', width: 200, of: options?.majors },
    { name: 'level', label: '学历层次', width: 150, of: options?.levels },
    ...(flow === 'other-destination' || flow === undefined
      ? [{ name: 'destination', label: '去向类型', width: 210, of: options?.destinations } as const]
      : []),
  ] as const;
  return (
    <>
      <DepartmentFilter url={url} departments={options?.departments} width={180} />
      {choices.map(({ name, of = [], ...how }) => (
        <FilterSelect key={name} {...how} value={set[name]} options={of} onChange={value => filter(name, value)} />
      ))}
      <CohortFilter url={url} cohorts={options?.cohorts} />
      <SearchField
        label="班级"
        placeholder="班级"
        value={set.class ?? ''}
        onChange={value => filter('class', value)}
        width={120}
      />
      <span className="range">
        提交时间 <Day name="from" label="提交时间从" {...{ set, filter }} /> 至{' '}
        <Day name="to" label="提交时间到" {...{ set, filter }} />
      </span>
      <Checkbox checked={set.flagged === 'yes'} onChange={({ target }) => filter('flagged', target.checked ? 'yes' : undefined)}>
        预警单位
      </Checkbox>
      <Checkbox
        checked={set.duplicates === 'yes'}
        onChange={({ target }) => filter('duplicates', target.checked ? 'yes' : undefined)}
      >
        <span title="同一毕业生另有办理中或生效的记录，或与同一单位另有一条记录">疑似重复</span>
      </Checkbox>
    </>
  );
}

function Day({
  name,
  label,
  set,
  filter,
}: Pick<Props, 'set' | 'filter'> & { readonly name: 'from' | 'to'; readonly label: string }) {
  return (
    <input
      type="date"
      className="day"
      aria-label={label}
      value={set[name] ?? ''}
      onChange={({ target }) => filter(name, target.value || undefined)}
    />
  );
}
