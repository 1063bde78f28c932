import type { CasePage } from '#contract/routes/cases.ts';
import { dayInWords } from '#domain/dates.ts';
import { Code } from '#web/common/SectionRows.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { EmployerNotes } from './EmployerNotes.tsx';

type Employer = NonNullable<CasePage['review']>['employer'];

/** 用人单位核对: what is known of the employer beyond what it wrote itself. */
export function EmployerCheck({ employer, caseRef }: { readonly employer: Employer; readonly caseRef: string }) {
  const [latest] = employer.notes;
  return (
    <section className="card">
      <h2>用人单位核对</h2>
      <dl className="rows">
        <div>
          <dt>统一社会信用代码</dt>
          <dd>
            <Code text={employer.uscc} />
          </dd>
        </div>
        <div>
          <dt>平台资质</dt>
          <dd>
            {employer.certifiedName ? (
              <strong className="fault">名称不符：该代码由「{employer.certifiedName}」通过资质审核，请核实</strong>
            ) : employer.qualified ? (
              '已通过资质审核'
            ) : employer.registered ? (
              '已注册，未通过资质审核'
            ) : (
              '未注册'
            )}
            {employer.qualifiedAt && !employer.certifiedName ? (
              <span className="quiet">
                （<Moment at={employer.qualifiedAt} exact />）
              </span>
            ) : null}
          </dd>
        </div>
        <div>
          <dt>经营状态</dt>
          <dd>{latest ? `${latest.status}（${dayInWords(latest.checkedOn)}查询）` : '未查询'}</dd>
        </div>
        <div>
          <dt>与本校已签协议</dt>
          <dd>{employer.earlierAgreements} 份</dd>
        </div>
      </dl>
      <EmployerNotes notes={employer.notes} caseRef={caseRef} />
    </section>
  );
}
