import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Answer } from '#contract/client.ts';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';

type Groups = Answer<'GET /api/graduate/destination-types'>['groups'];
type Way = Groups[number]['types'][number];

/** The types that fit this graduate; asked for once an hour at most, since they follow from the roster. */
export const useWays = () =>
  useQuery({
    queryKey: ['ways'],
    queryFn: ({ signal }) => call('GET /api/graduate/destination-types', { signal }),
    staleTime: 3_600_000,
  });

const modeWords = { all: '以下材料均需上传', anyOf: '以下材料任选其一', none: '' } as const;

function Evidence({ evidence }: { readonly evidence: Way['evidence'] }) {
  if (evidence.mode === 'none') return <p className="note">无需上传证明材料</p>;
  return (
    <div className="stack-close">
      <p className="note">证明材料（{modeWords[evidence.mode]}）</p>
      <ul className="dotted">
        {evidence.items.map(({ name, required }) => (
          <li key={name}>
            {name}
            {!required && '（选传）'}
          </li>
        ))}
      </ul>
    </div>
  );
}

function WayCard({ way, closed }: { readonly way: Way; readonly closed: boolean }) {
  const [, go] = useLocation();
  const starting = useIdempotentCommand(
    (destinationType: string, key) => call('POST /api/graduate/cases', { body: { destinationType }, key }),
    ({ ref }) => go(`/cases/${ref}/fill`),
  );
  return (
    <section className="card stack" aria-labelledby={`way-${way.code}`}>
      <h2 className="card-title" id={`way-${way.code}`}>
        {way.label}
      </h2>
      <p>{way.explanation}</p>
      <Evidence evidence={way.evidence} />
      {starting.error && <ProblemNotice error={starting.error} />}
      {way.flow === 'online-signing' ? (
        <button type="button" className="button" onClick={() => go('/destinations/online-signing')}>
          查看如何办理
        </button>
      ) : (
        <button
          type="button"
          className="button"
          disabled={closed || starting.isPending}
          onClick={() => starting.mutate(way.code)}
        >
          {starting.isPending ? '正在打开' : '开始填写'}
        </button>
      )}
    </section>
  );
}

/** One group of 高校毕业生毕业去向分类及证明材料: what each type is for and what it asks for, before one chooses. */
export function Ways({ name }: { readonly name: string }) {
  const { data, error, refetch, isPending } = useWays();
  const place = { title: name, back: '/destinations' };
  if (isPending) return <Loading {...place} />;
  if (!data) return <Failed {...place} error={error} onRetry={refetch} />;
  const group = data.groups.find(one => one.name === name);
  return (
    <Page {...place}>
      {data.obstacle && (
        <div className="notice tone-ended">
          <p className="notice-title">现在不能开始填写</p>
          <p>{data.obstacle}</p>
        </div>
      )}
      {!group && <p className="card empty">这一类中没有适合您学历层次和培养方式的去向类型。</p>}
      {group?.types.map(way => (
        <WayCard key={way.code} way={way} closed={data.obstacle !== null} />
      ))}
    </Page>
  );
}
