import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { useSearchParams } from 'wouter';
import { percent } from '#domain/statistics/destination-figures.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { exactTime } from '#web/common/format.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { useKind, wordsOf } from '../data/kind.ts';
import { statisticsQuery } from './work-queries.ts';

type Statistics = Answer<'GET /api/archives/{kind}/statistics'>;
type Figures = Statistics['total'];
type Group = Statistics['groups'][number];

const groupings = [
  { value: 'department', label: '院系' },
  { value: 'major', label: '专业' },
  { value: 'educationLevel', label: '学历' },
] as const;
const parts: readonly { readonly key: 'registered' | 'reviewing' | 'unregistered'; readonly title: string }[] = [
  { key: 'registered', title: '已登记' },
  { key: 'reviewing', title: '审核中' },
  { key: 'unregistered', title: '未登记' },
];

/** 数据统计: the same rows as the lists, counted when one looks. */
export default function StatisticsPage() {
  const kind = useKind();
  const [search, setSearch] = useSearchParams();
  const by = groupings.find(({ value }) => value === search.get('by'))?.value ?? 'department';
  const cohort = Number(search.get('cohort')) || undefined;
  const query = useQuery(statisticsQuery(kind, { by, ...(cohort ? { cohort } : {}) }));
  const change = (name: string, value: string) =>
    setSearch(
      now => {
        now.set(name, value);
        return now;
      },
      { replace: true },
    );
  const { title, type } = wordsOf(kind);
  return (
    <>
      <PageHead title="数据统计" note={`${title}的登记情况，按名单实时计算；失效的毕业生不计入。`}>
        {query.data ? <span className="quiet">统计于 {exactTime(query.data.at)}</span> : null}
        <Button loading={query.isFetching} onClick={() => void query.refetch()}>
          刷新
        </Button>
      </PageHead>
      <Loaded query={query}>
        {data => (
          <>
            <Totals total={data.total} />
            <section className="card flush">
              <div className="filters">
                <Segmented aria-label="统计口径" options={[...groupings]} value={by} onChange={value => change('by', value)} />
                <Select
                  aria-label="届别"
                  placeholder="届别"
                  options={data.cohorts.map(value => ({ value, label: `${value} 届` }))}
                  value={data.cohort}
                  onChange={value => change('cohort', String(value))}
                />
              </div>
              <DataTable
                caption="各组人数"
                columns={groupColumns(groupings.find(({ value }) => value === by)?.label ?? '', data)}
                minWidth={620 + 112 * data.types.length}
                rows={
                  data.groups.length > 1 ? [...data.groups, { key: 'total', name: '合计', figures: data.total }] : data.groups
                }
                keyOf={({ key }) => key}
                busy={query.isFetching}
                empty="本届还没有毕业生。"
              />
            </section>
            <div className="home-flows">
              <Shares title={`已登记的，按${type}`} head={type} named={data.types} counts={data.total.types} total={data.total} />
              <Shares
                title={`已登记的，按${words[kind]}`}
                head={words[kind]}
                named={data.provinces}
                counts={data.total.provinces}
                total={data.total}
              />
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}
const words: Readonly<Record<TransferKind, string>> = { archive: '接收省份', hukou: '迁入省份' };

const groupColumns = (title: string, { types }: Statistics): readonly Column<Group>[] => [
  { key: 'name', title, render: ({ name }) => name },
  { key: 'graduates', title: '毕业生', numeric: true, width: 88, render: ({ figures }) => countWords(figures.graduates) },
  ...parts.map(
    ({ key, title }): Column<Group> => ({
      ...{ key, title, numeric: true, width: 88 },
      render: ({ figures }) => countWords(figures[key]),
    }),
  ),
  {
    key: 'rate',
    title: '登记率',
    numeric: true,
    width: 96,
    render: ({ figures }) => percent(figures.registered, figures.graduates),
  },
  ...types.map(
    ({ code, name }): Column<Group> => ({
      ...{ key: `type ${code}`, title: name, numeric: true, width: 128 },
      render: ({ figures }) => countWords(figures.types[code] ?? 0),
    }),
  ),
];

function Totals({ total }: { readonly total: Figures }) {
  const shown = [
    { title: '毕业生', value: countWords(total.graduates), note: `另有已失效 ${countWords(total.lapsed)} 人` },
    {
      title: '已登记',
      value: countWords(total.registered),
      note: `登记率 ${percent(total.registered, total.graduates)}${total.modifying > 0 ? `，其中修改审核中 ${countWords(total.modifying)} 人` : ''}`,
    },
    { title: '审核中', value: countWords(total.reviewing), note: '已提交登记申请，尚未通过' },
    { title: '未登记', value: countWords(total.unregistered), note: percent(total.unregistered, total.graduates) },
  ];
  return (
    <ul className="home-numbers">
      {shown.map(({ title, value, note }) => (
        <li key={title} className="home-number">
          <span>{title}</span>
          <strong>{value}</strong>
          <span className="quiet">{note}</span>
        </li>
      ))}
    </ul>
  );
}

interface SharesProps {
  readonly title: string;
  readonly head: string;
  readonly named: Statistics['types'];
  readonly counts: Readonly<Record<string, number>>;
  readonly total: Figures;
}

function Shares({ title, head, named, counts, total }: SharesProps) {
  const rows = named.map(({ code, name }) => ({ code, name, count: counts[code] ?? 0 })).sort((a, b) => b.count - a.count);
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <section className="card">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="quiet">还没有登记。</p>
      ) : (
        <DataTable
          caption={title}
          minWidth={440}
          columns={[
            { key: 'name', title: head, width: 150, render: ({ name }) => name },
            {
              key: 'bar',
              title: '',
              render: ({ count }) => <meter className="share" min={0} max={most} value={count} aria-hidden />,
            },
            { key: 'count', title: '人数', numeric: true, width: 80, render: ({ count }) => countWords(count) },
            {
              key: 'share',
              title: '占已登记',
              numeric: true,
              width: 96,
              render: ({ count }) => percent(count, total.registered),
            },
          ]}
          rows={rows}
          keyOf={({ code }) => code}
          empty=""
        />
      )}
    </section>
  );
}
