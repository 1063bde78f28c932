import { useLocation } from 'wouter';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import type { Way } from './ways-query.ts';

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

/** One type: what it is for, what it asks for, and the way in. */
export function WayCard({ way, closed }: { readonly way: Way; readonly closed: boolean }) {
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
