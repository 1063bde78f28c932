import type { CodeTable } from '#domain/codes/code-table.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { employerNature } from '#domain/codes/employer-nature.ts';
import { industries } from '#domain/codes/industries.ts';
import { registrationFields } from '#domain/forms/employer-registration.ts';
import { type Answer, addressOf } from '../app/api.ts';
import { useRegions } from '../forms/use-regions.ts';
import { Rows } from '../pieces/Sections.tsx';

/** The code tables that the form chooses from. */
export const registrationTables: Readonly<Record<string, CodeTable>> = { nature: employerNature, industry: industries };

export function OrganisationView({ organisation }: { readonly organisation: Answer<'GET /api/employer'> }) {
  const { regions } = useRegions();
  const { form, licenceFileId } = organisation;
  if (!form) return null;
  const rows = registrationFields.map(({ key, label, kind }) => {
    const value = form[key];
    const text = typeof value === 'string' && value !== '' ? value : undefined;
    const table = registrationTables[key];
    const shown = text && (kind === 'region' ? regions?.path(text) : table ? nameOf(table, text) : text);
    return { key, label, value: shown ?? text ?? '--' };
  });
  return (
    <section className="card">
      <h2>基本信息</h2>
      <Rows rows={rows} />
      {licenceFileId ? (
        <>
          <h3>营业执照（或法人证书）</h3>
          <img
            className="preview"
            src={addressOf('GET /api/files/{id}', { id: licenceFileId })}
            alt="已上传的营业执照（或法人证书）"
          />
        </>
      ) : null}
    </section>
  );
}
