import { exactTime } from '#web/common/format.ts';
import { ToneTag } from '#web/common/ToneTag.tsx';
import type { Check } from './use-authorization.ts';

/** The latest ones can be read at a glance; the others are folded. */
const atOnce = 5;

/** The first numbers of an address, the rest as it is written for its kind. */
const coarse = (network: string): string => `${network}${network.includes(':') ? ':' : '.'}*`;

/** Who checked, how, and with which outcome: no more of the network than tells places apart. */
export function Checks({ checks, isOfOne = false }: { readonly checks: readonly Check[]; readonly isOfOne?: boolean }) {
  const [latest, earlier] = [checks.slice(0, atOnce), checks.slice(atOnce)];
  const list = (some: readonly Check[]) => (
    <ul className="stack parts">
      {some.map(({ id, at, form, way, outcome, tone, network }) => (
        <li key={id} className="stack-close">
          <p className="case-card-head">
            <time dateTime={at}>{exactTime(at, 'second')}</time>
            <ToneTag tone={tone} label={outcome} />
          </p>
          <p className="note">
            {!isOfOne && `${form}，`}
            {way}，来自网络 {coarse(network)}
          </p>
        </li>
      ))}
    </ul>
  );
  return (
    <section className="card stack" aria-labelledby="checks">
      <h2 className="card-title" id="checks">
        核验记录
      </h2>
      {checks.length === 0 && <p className="soft">还没有单位核验。每次核验的时间、方式和结果都会记在这里。</p>}
      {latest.length > 0 && list(latest)}
      {earlier.length > 0 && (
        <details>
          <summary className="fold-summary">更早的核验（{earlier.length} 次）</summary>
          {list(earlier)}
        </details>
      )}
      {checks.some(({ tone }) => tone === 'refused') && (
        <p className="note">姓名不符：有人输入了您的核验编号，但姓名不一致，没有看到内容。</p>
      )}
    </section>
  );
}
