import type { Section } from '#contract/parts/shapes.ts';
import { Sections } from '#web/desk/kit/page/Sections.tsx';

/** The graduate's destination, as context of a record or a request. */
export function DestinationCard({ destination }: { readonly destination: Section | null }) {
  if (destination) return <Sections sections={[destination]} />;
  return (
    <section className="card">
      <h2>毕业去向</h2>
      <p className="quiet">还没有生效的毕业去向。</p>
    </section>
  );
}
