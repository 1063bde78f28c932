import type { TransferKind } from '#domain/transfers/kinds.ts';
import { useRegions } from '#web/desk/kit/forms/use-regions.ts';
import { Rows } from '#web/desk/kit/page/Sections.tsx';
import { wordsOf } from './data/kind.ts';
import type { RecordDetail } from './data/queries.ts';
import { originRows } from './origin.ts';

/** The entry of the directory for the graduate's origin. */
export function OriginCard({ kind, origin }: { readonly kind: TransferKind; readonly origin: RecordDetail['origin'] }) {
  const { regions } = useRegions();
  if (!origin) return null;
  const rows = originRows(kind, origin, regions);
  return (
    <section className="card">
      <h2>{wordsOf(kind).origin}</h2>
      <p className="quiet form-note">生源地：{origin.regionName}</p>
      {rows.length > 0 ? <Rows rows={rows} /> : null}
      {!origin.receiver && kind === 'archive' ? <p className="quiet">目录中没有该生源地的接收机构，由毕业生填写。</p> : null}
    </section>
  );
}
