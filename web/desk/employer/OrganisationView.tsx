import { nameOf } from '#domain/codes/code-table.ts';
import { registrationFields } from '#domain/forms/employer-registration.ts';
import type { Field } from '#domain/forms/form-field.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';
import type { Regions } from '#web/desk/kit/forms/region-tree.ts';
import { useRegions } from '#web/desk/kit/forms/use-regions.ts';
import { Rows } from '#web/desk/kit/page/Sections.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { licencePages } from '#web/desk/kit/viewer/licence-pages.ts';

type Organisation = Answer<'GET /api/employer'>;
type Form = NonNullable<Organisation['form']>;
type Row = Field & { readonly key: (typeof registrationFields)[number]['key'] };
const fields: readonly Row[] = registrationFields;

function rowsOf(form: Form, regions: Regions | undefined) {
  return fields.map(({ key, label, kind, codeTable }) => {
    const value = form[key];
    const text = typeof value === 'string' && value !== '' ? value : undefined;
    const shown = text && (kind === 'region' ? regions?.path(text) : codeTable ? nameOf(codeTable, text) : text);
    return { key, label, value: shown ?? text ?? '--' };
  });
}

/** The organisation's data; while new data wait for review, the approved and the submitted data side by side. */
export function OrganisationView({ organisation }: { readonly organisation: Organisation }) {
  const me = useMe();
  const { regions } = useRegions();
  const { form, certified, licenceFileId } = organisation;
  if (!form) return null;
  const changed = certified ? rowsOf(form, regions).filter(({ key }) => (form[key] ?? '') !== (certified[key] ?? '')) : [];
  return (
    <>
      {certified && changed.length > 0 ? (
        <section className="card">
          <h2>待审核的修改</h2>
          <p className="quiet form-note">审核通过前仍按现行信息办理签约。</p>
          <Rows rows={changed} />
        </section>
      ) : null}
      <section className="card">
        <h2>{certified ? '现行信息（已通过审核）' : '基本信息'}</h2>
        <Rows rows={rowsOf(certified ?? form, regions)} />
        {licenceFileId && may(me, 'files.read') ? (
          <>
            <h3>营业执照（或法人证书）</h3>
            <img className="preview" src={licencePages(licenceFileId)} alt="已上传的营业执照（或法人证书）" />
          </>
        ) : null}
      </section>
    </>
  );
}
