import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { Link, useSearchParams } from 'wouter';
import { type ConfirmationState, confirmationStates, confirmationWords } from '#domain/confirmation/states.ts';
import { recordSourceNames, recordSources } from '#domain/reported/parts.ts';
import { percent } from '#domain/statistics/destination-figures.ts';
import { exactTime } from '#web/common/format.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { paths, type Statistics, statisticsQuery } from './queries.ts';

type Figures = Statistics['total'];
interface Row {
  readonly key: string;
  readonly name: string;
  /** Undefined in the sum of all. */
  readonly department: number | undefined;
  readonly figures: Figures;
}
const none: Figures = { graduates: 0, states: {} };
const sources = [
  { value: 'all', label: '全部来源' },
  ...recordSourceNames.map(value => ({ value, label: recordSources[value] })),
] as const;
type Source = (typeof sources)[number]['value'];

/** 登记确认情况统计: by source and department; each number opens the list that it counts. */
export default function StatisticsPage() {
  const [search, setSearch] = useSearchParams();
  const source = sources.find(({ value }) => value === search.get('source'))?.value ?? 'all';
  const query = useQuery(statisticsQuery(Number(search.get('cohort')) || undefined));
  const change = (name: string, value: string) =>
    setSearch(
      now => {
        now.set(name, value);
        return now;
      },
      { replace: true },
    );
  return (
    <>
      <PageHead title="登记确认情况统计" note="按学生名单实时计算；失效的毕业生不计入。点击数字查看名单。">
        {query.data ? <span className="quiet">统计于 {exactTime(query.data.at)}</span> : null}
        <Button loading={query.isFetching} onClick={() => void query.refetch()}>
          刷新
        </Button>
      </PageHead>
      <Loaded query={query}>
        {data => (
          <>
            <Totals data={data} />
            <section className="card flush">
              <div className="filters">
                <Segmented
                  aria-label="数据来源"
                  options={[...sources]}
                  value={source}
                  onChange={value => change('source', value)}
                />
                <Select
                  aria-label="届别"
                  placeholder="届别"
                  options={data.cohorts.map(value => ({ value, label: `${value} 届` }))}
                  value={data.cohort}
                  onChange={value => change('cohort', String(value))}
                />
              </div>
              <DataTable
                caption="各院系人数"
                columns={columnsOf(source, data.cohort)}
                minWidth={760}
                rows={rowsOf(data, source)}
                keyOf={({ key }) => key}
                busy={query.isFetching}
                empty="本届还没有毕业生。"
              />
            </section>
          </>
        )}
      </Loaded>
    </>
  );
}

function rowsOf(data: Statistics, source: Source): readonly Row[] {
  const figuresIn = ({ total, sources: by }: { readonly total: Figures; readonly sources: Readonly<Record<string, Figures>> }) =>
    source === 'all' ? total : (by[source] ?? none);
  const rows = data.groups.map(group => ({
    ...{ key: String(group.departmentId), name: group.name, department: group.departmentId },
    figures: figuresIn(group),
  }));
  return rows.length > 1 ? [...rows, { key: 'total', name: '合计', department: undefined, figures: figuresIn(data) }] : rows;
}

function columnsOf(source: Source, cohort: number | null): readonly Column<Row>[] {
  const linked = (state: ConfirmationState | undefined, row: Row, count: number) => {
    const narrowed = {
      ...(state && { state }),
      ...(source !== 'all' && { source }),
      ...(row.department && { department: String(row.department) }),
      ...(cohort && { cohort: String(cohort) }),
    };
    if (count === 0) return countWords(count);
    return <Link href={`${paths.list}?${new URLSearchParams(narrowed)}`}>{countWords(count)}</Link>;
  };
  // Of a source there is nobody without a report.
  const shown = confirmationStates.filter(state => source === 'all' || state !== confirmationStates[0]);
  return [
    { key: 'name', title: '院系', render: ({ name }) => name },
    {
      ...{ key: 'graduates', title: source === 'all' ? '毕业生' : '已上报', numeric: true, width: 96 },
      render: row => linked(undefined, row, row.figures.graduates),
    },
    ...shown.map(
      (state): Column<Row> => ({
        ...{ key: state, title: confirmationWords[state].label, numeric: true, width: 104 },
        render: row => linked(state, row, row.figures.states[state] ?? 0),
      }),
    ),
    {
      ...{ key: 'rate', title: '确认无误率', numeric: true, width: 112 },
      render: ({ figures }) => percent(figures.states.right ?? 0, figures.graduates),
    },
  ];
}

function Totals({ data: { total, sources: by } }: { readonly data: Statistics }) {
  const of = (source: string) => by[source] ?? none;
  const shown = [
    { title: '毕业生', value: total.graduates, note: `未上报 ${countWords(of('none').graduates)} 人` },
    ...recordSourceNames.map(source => ({
      title: recordSources[source],
      value: of(source).graduates,
      note: `确认无误 ${countWords(of(source).states.right ?? 0)} 人，确认有误 ${countWords(of(source).states.wrong ?? 0)} 人`,
    })),
  ];
  return (
    <ul className="home-numbers">
      {shown.map(({ title, value, note }) => (
        <li key={title} className="home-number">
          <span>{title}</span>
          <strong>{countWords(value)}</strong>
          <span className="quiet">{note}</span>
        </li>
      ))}
    </ul>
  );
}
