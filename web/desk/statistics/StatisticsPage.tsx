import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { Link, useSearchParams } from 'wouter';
import type { Answer } from '#contract/client.ts';
import { type DestinationPart, destinationParts, percent, settled } from '#domain/statistics/destination-figures.ts';
import { exactTime } from '#web/common/format.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { type Grouping, groupings } from './groupings.ts';
import { statisticsQuery } from './queries.ts';

type Statistics = Answer<'GET /api/desk/statistics'>;
type Figures = Statistics['total'];
interface Group {
  readonly key: string;
  readonly name: string;
  readonly figures: Figures;
}

/** A number that opens the list it counts; a group that the list cannot be narrowed to has the number alone. */
function Counted({ count, cohort, part, group }: CountedProps) {
  if (count === 0 || cohort === null || group === null) return countWords(count);
  const query = new URLSearchParams({ cohort: String(cohort), destination: part, ...group });
  return <Link href={`/students?${query}`}>{countWords(count)}</Link>;
}
interface CountedProps {
  readonly count: number;
  readonly cohort: number | null;
  readonly part: DestinationPart;
  readonly group: { readonly department?: string } | null;
}

const totalKey = 'total';
function narrowedTo(by: Grouping, { key }: Group): CountedProps['group'] {
  if (key === totalKey) return {};
  return by === 'department' ? { department: key } : null;
}

const columnsFor = (by: Grouping, cohort: number | null): readonly Column<Group>[] => [
  { key: 'name', title: groupings.find(({ value }) => value === by)?.label ?? '', render: ({ name }) => name },
  { key: 'graduates', title: '毕业生', numeric: true, width: 88, render: ({ figures }) => countWords(figures.graduates) },
  ...destinationParts.map(({ key, title }) => ({
    key,
    title,
    numeric: true,
    width: title.length > 4 ? 128 : 88,
    render: (group: Group) => <Counted count={group.figures[key]} cohort={cohort} part={key} group={narrowedTo(by, group)} />,
  })),
  {
    key: 'rate',
    title: '去向落实率',
    numeric: true,
    width: 104,
    render: ({ figures }) => percent(settled(figures), figures.graduates),
  },
];

/** 数据统计: the same rows as the lists, counted when one looks. */
export default function StatisticsPage() {
  const [search, setSearch] = useSearchParams();
  const by = groupings.find(({ value }) => value === search.get('by'))?.value ?? 'department';
  const cohort = Number(search.get('cohort')) || undefined;
  const query = useQuery(statisticsQuery({ by, ...(cohort ? { cohort } : {}) }));
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
      <PageHead title="数据统计" note="按学生名单和登记记录实时计算，失效的毕业生不计入。">
        {query.data ? <span className="quiet">统计于 {exactTime(query.data.at)}</span> : null}
        <Button loading={query.isFetching} onClick={() => void query.refetch()}>
          刷新
        </Button>
      </PageHead>
      <Loaded query={query}>
        {data => (
          <>
            <Totals total={data.total} cohort={data.cohort} />
            <section className="card flush">
              <div className="filters">
                <Segmented aria-label="统计口径" options={[...groupings]} value={by} onChange={value => change('by', value)} />
                <Select
                  aria-label="届别"
                  options={data.cohorts.map(value => ({ value, label: `${value} 届` }))}
                  value={data.cohort}
                  onChange={value => change('cohort', String(value))}
                />
              </div>
              <DataTable
                caption="各组人数"
                columns={columnsFor(by, data.cohort)}
                rows={
                  data.groups.length > 1 ? [...data.groups, { key: totalKey, name: '合计', figures: data.total }] : data.groups
                }
                keyOf={({ key }) => key}
                busy={query.isFetching}
                empty="本届还没有毕业生。"
              />
            </section>
            <Types types={data.types} graduates={data.total.graduates} />
            <p className="quiet">
              去向落实率 =（协议和合同就业 + 自主创业 + 灵活就业 + 升学）÷
              毕业生数。「办理中」指已提交、尚未生效；「未登记」指没有提交任何去向，含仅收到签约邀请的。
            </p>
          </>
        )}
      </Loaded>
    </>
  );
}

function Totals({ total, cohort }: { readonly total: Figures; readonly cohort: number | null }) {
  const rate = (value: number) => percent(value, total.graduates);
  const shown = [
    {
      title: '毕业生',
      value: countWords(total.graduates),
      note: (
        <>
          办理中 <Counted count={total.underReview} cohort={cohort} part="underReview" group={{}} />
          ，未登记 <Counted count={total.unregistered} cohort={cohort} part="unregistered" group={{}} />
        </>
      ),
    },
    { title: '去向落实率', value: rate(settled(total)), note: `已落实 ${countWords(settled(total))} 人` },
    { title: '协议和合同就业率', value: rate(total.agreementContract), note: `${countWords(total.agreementContract)} 人` },
    { title: '创业率', value: rate(total.entrepreneurship), note: `${countWords(total.entrepreneurship)} 人` },
    { title: '灵活就业率', value: rate(total.flexible), note: `${countWords(total.flexible)} 人` },
    { title: '升学率', value: rate(total.furtherStudy), note: `${countWords(total.furtherStudy)} 人` },
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

function Types({ types, graduates }: { readonly types: Statistics['types']; readonly graduates: number }) {
  const most = Math.max(1, ...types.map(({ count }) => count));
  return (
    <section className="card">
      <h2>已生效的去向，按类型</h2>
      {types.length === 0 ? (
        <p className="quiet">还没有生效的去向。</p>
      ) : (
        <DataTable
          caption="已生效的去向"
          columns={[
            { key: 'group', title: '类别', width: 150, render: ({ group }) => group },
            { key: 'name', title: '去向类型', width: 260, render: ({ name }) => name },
            {
              key: 'bar',
              title: '',
              render: ({ count }) => <meter className="share" min={0} max={most} value={count} aria-hidden />,
            },
            { key: 'count', title: '人数', numeric: true, width: 88, render: ({ count }) => countWords(count) },
            { key: 'share', title: '占毕业生', numeric: true, width: 104, render: ({ count }) => percent(count, graduates) },
          ]}
          rows={types}
          keyOf={({ code }) => code}
          empty=""
        />
      )}
    </section>
  );
}
