import { Button, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { FilterSelect } from '#web/desk/kit/list/FilterSelect.tsx';
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
  const { params, filter, clear } = url;
  const set = narrowedBy(params);
  const more = further.filter(name => set[name] !== undefined).length;
  const [isOpen, setOpen] = useState(more > 0);
  const [first] = states.of;
  const departments = options && options.departments.length > 1 ? options.departments : [];
  const pick = (name: Narrowing) => ({
    value: set[name],
    onChange: (value: string | undefined) => filter(name, value),
  });
  return (
    <>
      <search className="filters">
        <Select
          aria-label={states.label}
          value={params.get('state') ?? first?.value}
          options={states.of.map(state => ({ ...state }))}
          popupMatchSelectWidth={false}
          style={{ width: 188 }}
          onChange={value => filter('state', value === first?.value ? undefined : value)}
        />
        <SearchField
          label="姓名、拼音、学号或考生号"
          placeholder="姓名、拼音、学号、考生号"
          value={set.q ?? ''}
          onChange={value => filter('q', value)}
          width={252}
        />
        <FilterSelect
          label="届别"
          width={110}
          options={(options?.cohorts ?? []).map(year => ({ code: String(year), name: `${year} 届` }))}
          {...pick('cohort')}
        />
        <FilterSelect
          label="院系"
          width={160}
          options={departments.map(({ id, name }) => ({ code: String(id), name }))}
          {...pick('department')}
        />
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          更多条件{more > 0 ? `（${more}）` : ''}
        </Button>
        {Object.keys(set).length > 0 ? <Button onClick={() => clear(narrowing)}>清除条件</Button> : null}
        <span className="filter-tools">{children}</span>
      </search>
      {isOpen ? (
        <search className="filters further" aria-label="更多条件">
          <FilterSelect label="专业" width={200} options={options?.majors ?? []} {...pick('major')} />
          <FilterSelect label="学历层次" width={150} options={options?.levels ?? []} {...pick('level')} />
          <SearchField
            label="班级"
            placeholder="班级"
            value={set.class ?? ''}
            onChange={value => filter('class', value)}
            width={120}
          />
          <FilterSelect label={wordsOf(kind).type} width={170} options={options?.types ?? []} {...pick('type')} />
          {withAction ? <FilterSelect label="申请类型" width={120} options={actionChoices} {...pick('action')} /> : null}
        </search>
      ) : null}
    </>
  );
}
