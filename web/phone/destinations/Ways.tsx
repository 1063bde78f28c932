import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { WayCard } from './WayCard.tsx';
import { WaysNotice } from './WaysNotice.tsx';
import { useWays } from './ways-query.ts';

/** One group of 高校毕业生毕业去向分类及证明材料: what each type is for and what it asks for, before one chooses. */
export function Ways({ name }: { readonly name: string }) {
  const { data, error, refetch, isPending } = useWays();
  const place = { title: name, back: '/destinations' };
  if (isPending) return <Loading {...place} />;
  if (!data) return <Failed {...place} error={error} onRetry={refetch} />;
  const group = data.groups.find(one => one.name === name);
  return (
    <Page {...place}>
      <WaysNotice ways={data} />
      {!group && <p className="card empty">{data.directed ?? '这一类中没有适合您学历层次和培养方式的去向类型。'}</p>}
      {group?.types.map(way => (
        <WayCard key={way.code} way={way} closed={data.obstacle !== null} />
      ))}
    </Page>
  );
}
