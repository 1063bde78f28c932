import { Select } from 'antd';
import type { ReactNode } from 'react';
import { confirmationStates, confirmationWords } from '#domain/confirmation/states.ts';
import { recordSourceNames, recordSources } from '#domain/reported/parts.ts';
import { FilterBar } from '#web/desk/kit/list/FilterBar.tsx';
import { FilterSelect } from '#web/desk/kit/list/FilterSelect.tsx';
import { CohortFilter, DepartmentFilter, GraduateSearch } from '#web/desk/kit/list/GraduateFilters.tsx';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import type { ListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { narrowing, type Options } from './queries.ts';

interface Props {
  readonly url: ListUrl;
  readonly options: Options | undefined;
  readonly children: ReactNode;
}
const states = [
  { value: '', label: '全部确认状态' },
  ...confirmationStates.map(value => ({ value, label: confirmationWords[value].label })),
];
const sources = recordSourceNames.map(code => ({ code, name: recordSources[code] }));
const further = ['major', 'level', 'class'] as const;

/** The list's filters; the URL holds all of them. */
export function ListFilters({ url, options, children }: Props) {
  const { params, filter } = url;
  const pick = (name: (typeof narrowing)[number]) => ({
    value: params.get(name) ?? undefined,
    onChange: (value: string | undefined) => filter(name, value),
  });
  const more = (
    <>
      <FilterSelect label="专业" width={200} options={options?.majors ?? []} {...pick('major')} />
      <FilterSelect label="学历层次" width={150} options={options?.levels ?? []} {...pick('level')} />
      <SearchField
        label="班级"
        placeholder="班级"
        value={params.get('class') ?? ''}
        onChange={pick('class').onChange}
        width={120}
      />
    </>
  );
  return (
    <FilterBar url={url} names={narrowing} further={{ names: further, fields: more }} tools={children}>
      <Select
        aria-label="确认状态"
        value={params.get('state') ?? ''}
        options={states}
        popupMatchSelectWidth={false}
        style={{ width: 140 }}
        onChange={value => filter('state', value || undefined)}
      />
      <GraduateSearch url={url} />
      <FilterSelect label="数据来源" width={170} options={sources} {...pick('source')} />
      <CohortFilter url={url} cohorts={options?.cohorts} />
      <DepartmentFilter url={url} departments={options?.departments} width={160} />
    </FilterBar>
  );
}
