import { useQuery } from '@tanstack/react-query';
import { Checkbox, Select } from 'antd';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { FilterSelect } from '#web/desk/kit/list/FilterSelect.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { rememberList } from '#web/desk/kit/list/last-list.ts';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import { tickColumn } from '#web/desk/kit/list/tick-column.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { useSelection } from '#web/desk/kit/list/use-selection.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { employerColumns, type Row } from './employer-columns.tsx';
import { employerCasePath, employerListAt, signingList } from './employer-lists.ts';
import { ListDownloads } from './ListDownloads.tsx';
import { employerCasesQuery, employerFiltersQuery } from './queries.ts';
import { SelectedBar } from './SelectedBar.tsx';

/** 签约管理, 解约管理 */
export default function EmployerCasesPage() {
  const [location] = useLocation();
  const list = employerListAt(location);
  return <OneList key={list.path} list={list} />;
}

const numberOf = (text: string | null): number | undefined => Number(text) || undefined;
const optionsOf = (rows: readonly { readonly id: number; readonly name: string }[] = []) =>
  rows.map(({ id, name }) => ({ code: String(id), name }));

type Ticked = ReturnType<typeof useSelection>;
const ticksOf = (rows: readonly Tickable[], ticked: Ticked): Column<Tickable> =>
  tickColumn(
    {
      ...ticked,
      tickedOf: ({ ref, version }) => ({ ref, version }),
      nameOf: ({ graduateName }) => graduateName,
      pageLabel: '勾选本页全部记录',
    },
    rows,
  );
type Tickable = Row & { readonly mine: boolean };

/** Rows with which something may be done in numbers. */
const mayTick = (row: Row) => ({ ...row, mine: row.mayRecall || row.mayInviteAgain || row.hasAgreement });

function OneList({ list }: { readonly list: ReturnType<typeof employerListAt> }) {
  const url = useListUrl();
  const { params, cursor, filter } = url;
  const [state, q] = [params.get('state') ?? undefined, params.get('q') ?? undefined];
  const due = params.get('due') === 'soon' && list === signingList;
  const [school, colleagueId] = [numberOf(params.get('school')), numberOf(params.get('colleagueId'))];
  const filters = {
    flow: list.flow,
    ...(state ? { state } : {}),
    ...(q ? { q } : {}),
    ...(due ? { due: 'soon' as const } : {}),
    ...(school ? { school } : {}),
    ...(colleagueId ? { colleagueId } : {}),
  };
  const choices = useQuery(employerFiltersQuery(list.flow)).data;
  const ticked = useSelection([filters, cursor]);
  const found = useQuery(employerCasesQuery({ ...filters, ...(cursor ? { cursor } : {}) }));
  useEffect(() => {
    rememberList(list.path, params);
  }, [list.path, params]);

  const states = found.data?.states ?? [];
  const total = states.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <PageHead title={list.title}>
        {list === signingList ? (
          <>
            <Link href="/employer/invite/many" className="button-link">
              批量邀请
            </Link>
            <Link href="/employer/invite" className="button-link main">
              发起签约邀请
            </Link>
          </>
        ) : null}
      </PageHead>
      <search className="filters">
        <Select
          aria-label={list.stateTitle}
          value={state ?? 'all'}
          options={[
            { value: 'all', label: `全部状态（${countWords(total)}）` },
            ...states.map(({ state, label, count }) => ({ value: state, label: `${label}（${countWords(count)}）` })),
          ]}
          popupMatchSelectWidth={false}
          style={{ width: 280 }}
          onChange={value => filter('state', value === 'all' ? undefined : value)}
        />
        <SearchField
          label="毕业生姓名、岗位、协议编号"
          placeholder="姓名（或拼音）、岗位、协议编号"
          value={q ?? ''}
          onChange={value => filter('q', value)}
        />
        <FilterSelect
          label="毕业院校"
          width={200}
          value={school ? String(school) : undefined}
          options={choices && choices.schools.length > 1 ? optionsOf(choices.schools) : []}
          onChange={value => filter('school', value)}
        />
        <FilterSelect
          label={list === signingList ? '邀约人' : '申请人'}
          width={150}
          value={colleagueId ? String(colleagueId) : undefined}
          options={choices && choices.people.length > 1 ? optionsOf(choices.people) : []}
          onChange={value => filter('colleagueId', value)}
        />
        {list === signingList ? (
          <Checkbox
            style={{ alignSelf: 'center' }}
            checked={due}
            onChange={event => filter('due', event.target.checked ? 'soon' : undefined)}
          >
            24 小时内截止
          </Checkbox>
        ) : null}
      </search>
      <Loaded query={found} skeleton={<TableSkeleton />}>
        {({ rows, next }) => (
          <>
            {rows.length > 0 ? (
              <ListDownloads filters={filters}>
                {pack => (list === signingList ? <SelectedBar rows={rows} {...ticked} onPack={pack} /> : null)}
              </ListDownloads>
            ) : null}
            <div className="card flush">
              <DataTable
                caption={`${list.noun}名单`}
                columns={
                  list === signingList
                    ? [ticksOf(rows.map(mayTick), ticked), ...employerColumns[list.flow]]
                    : employerColumns[list.flow]
                }
                rows={rows.map(mayTick)}
                keyOf={row => row.ref}
                pathOf={employerCasePath}
                busy={found.isPlaceholderData}
                empty={<p>{state || q || due || school || colleagueId ? '没有符合条件的记录，请调整筛选条件。' : list.none}</p>}
              />
              {rows.length > 0 ? (
                <KeysetPager
                  url={url}
                  next={next}
                  total={
                    q || due || school || colleagueId
                      ? null
                      : (states.find(one => one.state === state)?.count ?? (state ? null : total))
                  }
                  shown={rows.length}
                />
              ) : null}
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}
