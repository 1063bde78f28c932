import { FilterSelect } from './FilterSelect.tsx';
import { SearchField } from './SearchField.tsx';
import type { ListUrl } from './use-list-url.ts';

interface Props {
  readonly url: ListUrl;
  readonly width?: number;
}

/** By name, pinyin or a number; a list that is asked for `q` finds all four. */
export const GraduateSearch = ({ url: { params, filter }, width = 252 }: Props) => (
  <SearchField
    label="姓名、拼音、学号或考生号"
    placeholder="姓名、拼音、学号、考生号"
    value={params.get('q') ?? ''}
    onChange={value => filter('q', value)}
    width={width}
  />
);

export const CohortFilter = ({
  url: { params, filter },
  cohorts = [],
}: Props & { readonly cohorts?: readonly number[] | undefined }) => (
  <FilterSelect
    label="届别"
    width={110}
    value={params.get('cohort') ?? undefined}
    options={cohorts.map(year => ({ code: String(year), name: `${year} 届` }))}
    onChange={value => filter('cohort', value)}
  />
);

interface DepartmentProps extends Props {
  readonly departments?: readonly { readonly id: number; readonly name: string }[] | undefined;
}

/** Not shown to those who have one department. */
export const DepartmentFilter = ({ url: { params, filter }, departments = [], width = 170 }: DepartmentProps) => (
  <FilterSelect
    label="院系"
    width={width}
    value={params.get('department') ?? undefined}
    options={departments.length > 1 ? departments.map(({ id, name }) => ({ code: String(id), name })) : []}
    onChange={value => filter('department', value)}
  />
);
