import { Button, Select } from 'antd';
import { offeredEntries } from '#domain/codes/code-table.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import { trainingMode } from '#domain/codes/training-mode.ts';
import { destinationFilters, destinationFilterTitle } from '#domain/statistics/destination-figures.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import type { ListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { type FilterName, type StudentFilters as Filters, filterNames } from './queries.ts';

type Choices = Answer<'GET /api/graduates/choices'>;
const optionsOf = (table: Parameters<typeof offeredEntries>[0]) =>
  offeredEntries(table).map(({ code, name }) => ({ value: code, label: name }));

const selects: readonly {
  readonly name: FilterName;
  readonly label: string;
  readonly width: number;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}[] = [
  { name: 'level', label: '学历层次', width: 150, options: optionsOf(educationLevel) },
  { name: 'mode', label: '培养方式', width: 150, options: optionsOf(trainingMode) },
  {
    name: 'signedIn',
    label: '是否登录',
    width: 120,
    options: [
      { value: 'yes', label: '已登录' },
      { value: 'no', label: '未登录' },
    ],
  },
  {
    name: 'destination',
    label: '毕业去向',
    width: 150,
    options: destinationFilters.map(value => ({ value, label: destinationFilterTitle(value) })),
  },
];

interface Props {
  readonly choices: Choices;
  readonly cohort: number;
  readonly filters: Filters;
  readonly url: ListUrl;
}

export function StudentFilters({ choices, cohort, filters, url: { filter, clear } }: Props) {
  return (
    <search className="filters">
      <Select
        aria-label="届别"
        value={cohort}
        options={choices.cohorts.map(one => ({ value: one.cohort, label: `${one.cohort} 届（${countWords(one.count)}）` }))}
        style={{ width: 180 }}
        onChange={value => filter('cohort', String(value))}
      />
      <SearchField
        label="姓名、拼音、学号或考生号"
        placeholder="姓名、拼音首字母、学号、考生号"
        value={filters.q ?? ''}
        onChange={value => filter('q', value)}
        width={290}
      />
      {choices.departments.length > 1 ? (
        <Select
          aria-label="院系"
          placeholder="全部院系"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          value={filters.department ? Number(filters.department) : undefined}
          options={choices.departments.map(({ id, name }) => ({ value: id, label: name }))}
          style={{ width: 190 }}
          onChange={(value: number | undefined) => filter('department', value === undefined ? undefined : String(value))}
        />
      ) : null}
      <SearchField
        label="专业"
        placeholder="专业"
        value={filters.majorName ?? ''}
        onChange={value => filter('majorName', value)}
        width={150}
      />
      <SearchField
        label="班级"
        placeholder="班级"
        value={filters.className ?? ''}
        onChange={value => filter('className', value)}
        width={130}
      />
      {selects.map(({ name, label, width, options }) => (
        <Select
          key={name}
          aria-label={label}
          placeholder={label}
          allowClear
          popupMatchSelectWidth={false}
          value={filters[name]}
          options={options.map(option => ({ ...option }))}
          style={{ width }}
          onChange={(value: string | undefined) => filter(name, value)}
        />
      ))}
      {Object.keys(filters).length > 0 ? <Button onClick={() => clear(filterNames)}>清除条件</Button> : null}
    </search>
  );
}
