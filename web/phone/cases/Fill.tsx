import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useLocation } from 'wouter';
import type { Answer } from '#contract/client.ts';
import { inSlot } from '#domain/rules/file-limits.ts';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { describeProblem, faultOf } from '#web/common/problem-words.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { TypedFlagNotice } from '#web/phone/kit/FlagNotice.tsx';
import { FormField } from '#web/phone/kit/FormField.tsx';
import { Files } from '#web/phone/kit/files/LazyFiles.tsx';
import { slotOf, useOnTheWay } from '#web/phone/kit/files/slots.ts';
import { Page } from '#web/phone/kit/Page.tsx';
import { Loading } from '#web/phone/kit/states.tsx';
import { useTakeIn } from '#web/phone/kit/use-case.ts';
import { useFaultInSight } from '#web/phone/kit/use-fault-in-sight.ts';
import { savingWords } from '#web/phone/kit/use-saved-draft.ts';
import { Why } from '#web/phone/kit/Why.tsx';
import { DisputeSheet } from './DisputeSheet.tsx';
import { EmployerField, TypedEmployerNotice } from './EmployerField.tsx';
import { NotOpened } from './OtherCohort.tsx';
import { useCaseDraft } from './use-case-draft.ts';
import { firstFault, useReturned } from './use-returned.ts';

type Draft = Answer<'GET /api/cases/{ref}/draft'>;

/** A form of a destination, filled in over as many sittings as it takes. */
export function Fill({ caseRef }: { readonly caseRef: string }) {
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['draft', caseRef],
    queryFn: ({ signal }) => call('GET /api/cases/{ref}/draft', { params: { ref: caseRef }, signal }),
    refetchOnWindowFocus: false,
    // Opened again, it begins with what the server has then.
    gcTime: 0,
  });
  const place = { title: '填写', back: `/cases/${caseRef}` };
  if (isPending) return <Loading {...place} />;
  if (!data) return <NotOpened {...place} error={error} onRetry={refetch} />;
  return <Filling draft={data} />;
}

function Filling({ draft }: { readonly draft: Draft }) {
  const { ref, fields, evidence, files } = draft;
  const { form, saving, save, change, dispute, settle, leave } = useCaseDraft(ref, draft);
  const [, go] = useLocation();
  const queries = useQueryClient();
  const takeIn = useTakeIn();
  const onTheWay = useOnTheWay();
  const [touched, setTouched] = useState<readonly string[]>([]);
  const submitting = useIdempotentCommand(
    async (_: string, key) => {
      const version = await save();
      return call('POST /api/cases/{ref}/actions/{action}', {
        params: { ref, action: 'submit' },
        body: { version, input: draft.voidable ? { form, voidFirst: true } : { form } },
        key,
      });
    },
    page => {
      takeIn(page);
      queries.removeQueries({ queryKey: ['draft', ref] });
      go(`/cases/${ref}?done=submit`, { replace: true });
    },
  );
  useFaultInSight(submitting.error);
  const returned = useReturned(draft, form);
  const faultAt = (key: string) => (touched.includes(key) ? undefined : faultOf(submitting.error, key));
  const hasCode = fields.some(({ key }) => key === 'uscc');
  const faults = [...fields.map(({ key }) => key), 'usccConfirmed', 'files'].filter(key => faultAt(key)).length;
  const refusal = submitting.error ? describeProblem(submitting.error).code : undefined;
  // What is mended in the form, and a line that is there again, are told no more.
  const isMended = (refusal === 'invalid-input' && touched.length > 0) || (refusal === 'no-answer' && saving.state === 'saved');
  const isRefused = refusal !== undefined && faults === 0 && !isMended;
  const groups = [...new Set(fields.map(({ group }) => group))];
  const submit = () => {
    if (onTheWay.holdsBack()) return;
    setTouched([]);
    submitting.mutate(`${Date.now()}`);
  };
  const bar = (
    <>
      {isRefused && <ProblemNotice error={submitting.error} />}
      {faults > 0 ? (
        <Faults words={`有 ${faults} 处需要修改，已标出`} />
      ) : (
        returned.left > 0 && <Faults words={`老师指出 ${returned.left} 处有误，已标出`} />
      )}
      <p className="note" role="status">
        {savingWords(saving)}
      </p>
      <div className="bar-buttons">
        <button
          type="button"
          className="button"
          onClick={() =>
            void save().then(
              () => go(`/cases/${ref}`),
              () => undefined,
            )
          }
        >
          暂存并退出
        </button>
        <button type="button" className="button button-main" disabled={submitting.isPending} onClick={submit}>
          {submitting.isPending ? '正在提交' : draft.voidable ? '作废并提交' : '提交审核'}
        </button>
      </div>
    </>
  );
  return (
    <Page title={draft.typeLabel} back={`/cases/${ref}`} bar={bar}>
      {draft.voidable && (
        <p className="notice tone-waiting">您已登记「{draft.voidable.label}」。点击「作废并提交」，将同时作废该登记。</p>
      )}
      {draft.evidence === null && (
        <div className="notice tone-review">
          <p>
            协议书生成后，须经单位盖章、学校审核才生效；生效后不能与其他单位网上签约。一次只能办理一份协议书。请先与单位确认采用线上还是线下签约。
          </p>
        </div>
      )}
      <Why why={draft.why} />
      {draft.held && (
        <div className="notice tone-waiting">
          <p className="notice-title">您已有毕业去向：{draft.held.label}</p>
          <p>现在可以填写暂存，不能提交。{draft.held.freedBy}</p>
        </div>
      )}
      {groups.map(group => (
        <section key={group} className="card stack" aria-labelledby={`group-${group}`}>
          <h2 className="card-title" id={`group-${group}`}>
            {group}
          </h2>
          {draft.marked.includes(group) && <Marked />}
          {(group === '档案' || group === '户口') && (
            <p className="note">
              若学校开通{group}信息登记，审核通过后将同步到{group}信息登记，请确认后再提交。
            </p>
          )}
          {fields
            .filter(field => field.group === group)
            .map(field => (
              <Fragment key={field.key}>
                {field.key === 'employerName' && hasCode ? (
                  <EmployerField
                    field={field}
                    value={form.employerName ?? ''}
                    fault={faultAt('employerName') ?? returned.saidOf('employerName')}
                    onValue={value => {
                      setTouched(list => [...list, 'employerName']);
                      change({ employerName: value });
                    }}
                    onChoose={({ name, uscc, fills }) => {
                      const known = Object.entries(fills).filter(([key]) => fields.some(one => one.key === key));
                      setTouched(list => [...list, 'employerName', 'uscc', ...known.map(([key]) => key)]);
                      change({ employerName: name, uscc, ...Object.fromEntries(known) });
                    }}
                  />
                ) : (
                  <FormField
                    field={field}
                    value={form[field.key] ?? ''}
                    fault={
                      faultAt(field.key) ??
                      (field.key === 'uscc' ? faultAt('usccConfirmed') : undefined) ??
                      returned.saidOf(field.key)
                    }
                    onValue={value => {
                      setTouched(list => [...list, field.key]);
                      change({ [field.key]: value });
                    }}
                  />
                )}
                {field.key === 'uscc' && <TypedFlagNotice uscc={form.uscc ?? ''} />}
                {field.key === 'uscc' && <TypedEmployerNotice uscc={form.uscc ?? ''} name={form.employerName ?? ''} />}
                {field.key === 'uscc' && (faultAt('usccConfirmed') || form.usccConfirmed === 'true') && (
                  <label className="tick">
                    <input
                      type="checkbox"
                      checked={form.usccConfirmed === 'true'}
                      onChange={event => {
                        setTouched(list => [...list, 'usccConfirmed']);
                        change({ usccConfirmed: event.currentTarget.checked ? 'true' : '' });
                      }}
                    />
                    <span>代码与证照一致，已与单位核对无误</span>
                  </label>
                )}
              </Fragment>
            ))}
        </section>
      ))}
      {evidence && evidence.mode !== 'none' && (
        <section className="card stack" aria-labelledby="evidence">
          <h2 className="card-title" id="evidence">
            证明材料
          </h2>
          {draft.marked.includes('证明材料') && <Marked />}
          {evidence.mode === 'anyOf' && <p className="note">任选其一上传即可</p>}
          {evidence.items.map(({ name, required }, item) => (
            <Files
              key={name}
              caseRef={ref}
              purpose="evidence"
              item={item}
              isFirst={item === 0}
              label={`${name}${required ? '' : '（选传）'}`}
              files={inSlot(files, { purpose: 'evidence', item })}
              fault={
                onTheWay.faultAt(slotOf({ caseRef: ref, purpose: 'evidence', item })) ??
                (item === 0 ? (faultAt('files') ?? returned.saidOfFiles) : undefined)
              }
              onSending={onTheWay.onSending}
              onChanged={() => {
                setTouched(list => [...list, 'files']);
                void queries.invalidateQueries({ queryKey: ['draft', ref] });
              }}
            />
          ))}
        </section>
      )}
      {dispute && <DisputeSheet dispute={dispute} fields={fields} onSettle={settle} onLeave={leave} />}
    </Page>
  );
}

const Marked = () => <p className="notice notice-slim tone-refused">老师退回时指出这一部分有误，请重点核对。</p>;

/** At the thumb, where the button was pressed: how much is to be mended, and the way to the first of it. */
const Faults = ({ words }: { readonly words: string }) => (
  <div className="notice notice-slim tone-refused bar-notice" role="alert">
    <p>{words}</p>
    <button type="button" className="button button-small" onClick={() => firstFault()?.scrollIntoView({ block: 'center' })}>
      查看
    </button>
  </div>
);
