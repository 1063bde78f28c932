import { Select } from 'antd';
import type { ReactNode } from 'react';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { FilterBar } from '#web/desk/kit/list/FilterBar.tsx';
import { FilterSelect } from '#web/desk/kit/list/FilterSelect.tsx';
import { CohortFilter, DepartmentFilter, GraduateSearch } from '#web/desk/kit/list/GraduateFilters.tsx';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import type { ListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { wordsOf } from './data/kind.ts';
import type { Options } from './data/queries.ts';
import { type Narrowing, narrowedBy, narrowing } from './list-filters.ts';

interface Props {
  readonly kind: TransferKind;
  readonly url: ListUrl;
  readonly options: Options | undefined;
  /** What one state at a time may be shown of; the first is the one that the list opens on. */
  readonly states: { readonly label: string; readonly of: readonly { readonly value: string; readonly label: string }[] };
  /** 申请类型, in the list of requests. */
  readonly withAction?: boolean;
  readonly children?: ReactNode;
}
const actionChoices = [
  { code: 'register', name: '登记' },
  { code: 'modify', name: '修改' },
] as const;
const further: readonly Narrowing[] = ['major', 'level', 'class', 'type', 'action'];

/** A list's filters; the URL holds all of them. */
export function ListFilters({ kind, url, options, states, withAction = false, children }: Props) {
  const { params, filter } = url;
  const set = narrowedBy(params);
  const [first] = states.of;
  const pick = (name: Narrowing) => ({
    value: set[name],
    onChange: (value: string | undefined) => filter(name, value),
  });
  const more = (
    <>
      <FilterSelect label="专业" width={200} options={options?.majors ?? []} {...pick('major')} />
      <FilterSelect label="学历层次" width={150} options={options?.levels ?? []} {...pick('level')} />
      <SearchField label="班级" placeholder="班级" value={set.class ?? ''} onChange={pick('class').onChange} width={120} />
      <FilterSelect label={wordsOf(kind).type} width={170} options={options?.types ?? []} {...pick('type')} />
      {withAction ? <FilterSelect label="申请类型" width={120} options={actionChoices} {...pick('action')} /> : null}
    </>
  );
  return (
    <FilterBar url={url} names={narrowing} further={{ names: further, fields: more }} tools={children}>
      <Select
        aria-label={states.label}
        value={params.get('state') ?? first?.value}
        options={states.of.map(state => ({ ...state }))}
        popupMatchSelectWidth={false}
        style={{ width: 188 }}
        onChange={value => filter('state', value === first?.value ? undefined : value)}
      />
      <GraduateSearch url={url} />
      <CohortFilter url={url} cohorts={options?.cohorts} />
      <DepartmentFilter url={url} departments={options?.departments} width={160} />
    </FilterBar>
  );
}
