import type { Section } from '#contract/parts/shapes.ts';
import { Rows } from '#web/desk/kit/page/Sections.tsx';

/** 在就业管理系统已报送的信息: what approval would replace. */
export function Reported({ sections }: { readonly sections: readonly Section[] }) {
  return (
    <section className="card">
      <h2>已报送的毕业去向信息</h2>
      {sections.length === 0 ? <p className="quiet">就业管理系统中尚无该毕业生的去向记录。</p> : null}
      {sections.map(({ title, note, rows }) => (
        <div key={title}>
          <h3>{title}</h3>
          {note ? <p className="note">{note}</p> : null}
          <Rows rows={rows} />
        </div>
      ))}
    </section>
  );
}
