import { Alert, Form } from 'antd';
import { findEntry } from '#domain/codes/code-table.ts';
import { employerNature } from '#domain/codes/employer-nature.ts';
import { type AgreementField, agreementFields, agreementGroups } from '#domain/forms/agreement-fields.ts';
import { archiveGroup } from '#domain/forms/archive.ts';
import { hukouGroup } from '#domain/forms/hukou.ts';
import { FieldInput } from '#web/desk/kit/forms/FieldInput.tsx';
import { Rows } from '#web/desk/kit/page/Sections.tsx';

/** Who the employer is has been certified: it is shown, not asked. */
const identity: readonly AgreementField['key'][] = ['employerName', 'uscc'];
const allFields: readonly AgreementField[] = agreementFields;
const asked = allFields.filter(({ key }) => !identity.includes(key));
const wideKinds: readonly AgreementField['kind'][] = ['textarea', 'choice'];

/** 国办发〔2022〕13号: a hint by the nature of the employer, never a block. */
const archiveGuidance: Readonly<Record<string, string>> = {
  employer_unit: '到机关、国有企事业单位就业的，档案一般转递至就业单位（国办发〔2022〕13号）。',
  public_talent_service: '到非公单位就业的，档案一般转递至就业地或户籍地公共就业人才服务机构（国办发〔2022〕13号）。',
};

function ArchiveHint() {
  const code: unknown = Form.useWatch(['agreement', 'employerNature']);
  const nature = typeof code === 'string' ? findEntry(employerNature, code) : undefined;
  const guidance = nature ? archiveGuidance[nature.archiveGuidance] : undefined;
  return guidance ? (
    <Alert type="info" showIcon className="door-alert" title={`单位性质为「${nature?.name}」：${guidance}`} />
  ) : null;
}

const notes: Readonly<Partial<Record<(typeof agreementGroups)[number], string>>> = {
  [hukouGroup]: '毕业生户口已转入学校的，三项都要填写；未转入学校的，发送后系统自动略去本组。',
};

interface Props {
  /** The employer's certified name and code; left out where they are not needed. */
  readonly certified?: { readonly name: string; readonly uscc: string };
  /** In the order of the paper; all that is asked when missing. */
  readonly fields?: readonly AgreementField[];
  /** Nothing has to be filled in: the terms for agreements to come. */
  readonly optional?: boolean;
}

/** The agreement form, in the order of the paper. */
export function AgreementFields({ certified, fields = asked, optional = false }: Props) {
  return agreementGroups.map(group => (
    <section key={group} className="card">
      <h2>{group}</h2>
      {notes[group] ? <p className="quiet form-note">{notes[group]}</p> : null}
      {group === '用人单位' && certified ? (
        <div className="form-certified">
          <Rows
            rows={[
              { key: 'name', label: '单位名称', value: certified.name },
              { key: 'uscc', label: '统一社会信用代码', value: certified.uscc },
            ]}
          />
          <p className="quiet">以资质审核通过的单位信息为准，不能在此修改。</p>
        </div>
      ) : null}
      {group === archiveGroup ? <ArchiveHint /> : null}
      <div className="form-grid">
        {fields
          .filter(field => field.group === group)
          .map(({ key, label, kind, hint, required, maxLength, codeTable }) => (
            <Form.Item
              key={key}
              name={['agreement', key]}
              label={label}
              required={!optional && required && group !== hukouGroup}
              className={wideKinds.includes(kind) ? 'wide' : ''}
            >
              <FieldInput
                kind={kind}
                label={label}
                hint={optional ? hint.replace(/^(选填|固话和手机必填一个)，?/, '') : hint}
                maxLength={maxLength}
                table={codeTable}
              />
            </Form.Item>
          ))}
      </div>
    </section>
  ));
}
