import { useCallback, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { describeProblem, faultOf } from '#web/common/problem-words.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { useOnTheWay } from '#web/phone/kit/files/slots.ts';
import { forgetForm } from '#web/phone/kit/kept-form.ts';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { useFaultInSight } from '#web/phone/kit/use-fault-in-sight.ts';
import { type Form, savingWords, useSavedDraft } from '#web/phone/kit/use-saved-draft.ts';
import { Evidence } from './Evidence.tsx';
import { Fields } from './Fields.tsx';
import { forgetFiles, keepFiles, keptFiles } from './kept-files.ts';
import { decisionWords } from './RequestCard.tsx';
import { useEvidence } from './use-evidence.ts';
import { type TransferFile, type TransferForm, useReloadTransfers, useTransferForm } from './use-transfer.ts';

interface Props {
  readonly kind: TransferKind;
  /** The one that is changed while nobody has decided. */
  readonly request: number | undefined;
}

/** 填写登记信息, 修改, 修改申请: one form. Graduate guide on archive and hukou §4.1, §4.2. */
export function FormPage({ kind, request }: Props) {
  const { data, error, refetch, isPending } = useTransferForm(kind, request);
  const back = `/archives/${kind}${request === undefined ? '' : `/requests/${request}`}`;
  const { title, module } = transferDetails[kind];
  const place = { title: request === undefined ? module : '修改申请', back };
  if (isPending) return <Loading {...place} />;
  if (!data) return <Failed {...place} error={error} onRetry={refetch} />;
  const heading = { register: module, modify: `${title}修改`, edit: '修改申请' }[data.action];
  if (data.obstacle)
    return (
      <Page title={heading} back={back}>
        <section className="card empty" role="status">
          <p className="card-title">现在不能办理</p>
          <p className="soft">{data.obstacle.sentence}</p>
          <Link href={back} className="button">
            返回
          </Link>
        </section>
      </Page>
    );
  return <Filling kind={kind} request={request} data={data} title={heading} back={back} />;
}

const outdated: readonly string[] = ['already-moved', 'already-decided', 'changed-meanwhile', 'not-possible-here', 'lapsed'];

interface FillingProps extends Props {
  readonly data: TransferForm;
  readonly title: string;
  readonly back: string;
}

function Filling({ kind, request, data, title, back }: FillingProps) {
  const name = `archives:${kind}${request === undefined ? '' : `:${request}`}`;
  const isEdit = data.action === 'edit';
  const [, go] = useLocation();
  const reload = useReloadTransfers();
  const onTheWay = useOnTheWay();
  const [touched, setTouched] = useState<readonly string[]>([]);
  const touch = (...keys: readonly string[]) => setTouched(list => [...list, ...keys]);

  // Files come and go between two drafts: what is sent asks for those that are there then.
  const idsNow = useRef<() => string[]>(() => []);
  const sendDraft = useCallback(
    (form: Form) =>
      call('PUT /api/graduate/archives/{kind}/draft', { params: { kind }, body: { form, fileIds: idsNow.current() } }),
    [kind],
  );
  const first = data;
  const { form, saving, save, settle, change } = useSavedDraft({ name, first, send: isEdit ? undefined : sendDraft });
  const filesChanged = useCallback(
    (to: readonly TransferFile[]) => {
      setTouched(list => [...list, 'fileIds']);
      if (isEdit) keepFiles(name, to);
      change({});
    },
    [name, isEdit, change],
  );
  const [kept] = useState(() => (isEdit ? keptFiles(name) : undefined));
  // So that the page says that something is kept here.
  useEffect(() => {
    if (kept) change({});
  }, [kept, change]);
  const { files, ids, remove } = useEvidence(name, kept ?? data.files, filesChanged);
  idsNow.current = ids;

  const submitting = useIdempotentCommand(
    async (content: { readonly form: Form; readonly fileIds: string[] }, key) => {
      // A draft that arrived later would stay behind.
      await settle();
      if (data.action !== 'edit')
        return call('POST /api/graduate/archives/{kind}/requests', {
          params: { kind },
          body: { ...content, action: data.action },
          key,
        });
      const place = { kind, id: request ?? 0 };
      const body = { ...content, version: data.version ?? 0 };
      return call('PUT /api/graduate/archives/{kind}/requests/{id}', { params: place, body, key });
    },
    ({ id }) => {
      forgetForm(name);
      forgetFiles(name);
      void reload();
      go(`/archives/${kind}/requests/${id}?done=${data.action}`, { replace: true });
    },
  );
  useFaultInSight(submitting.error);

  const faultAt = (key: string) => (touched.includes(key) ? undefined : faultOf(submitting.error, key));
  const keys = [...data.fields.map(({ key }) => key), 'explanation', 'fileIds'];
  const faulty = keys.some(key => faultAt(key));
  // Of no field: that nothing was changed.
  const ofWhole = touched.length === 0 ? faultOf(submitting.error, 'form') : undefined;
  const problem = submitting.error && describeProblem(submitting.error).code;
  const isOutdated = problem !== null && outdated.includes(problem);
  const submit = () => {
    if (onTheWay.holdsBack()) return;
    setTouched([]);
    submitting.mutate({ form, fileIds: ids() });
  };
  const leave = () => {
    if (onTheWay.holdsBack()) return;
    void save().then(
      () => {
        void reload();
        go(back);
      },
      () => undefined,
    );
  };
  const bar = (
    <>
      <p className="note" role="status">
        {savingWords(saving)}
      </p>
      <div className="bar-buttons">
        {!isEdit && (
          <button type="button" className="button" onClick={leave}>
            暂存并退出
          </button>
        )}
        <button type="button" className="button button-main" disabled={submitting.isPending} onClick={submit}>
          {submitting.isPending ? '正在提交' : isEdit ? '重新提交审核' : '提交审核'}
        </button>
      </div>
    </>
  );
  return (
    <Page title={title} back={back} bar={bar}>
      {ofWhole && (
        <div className="notice tone-refused" role="alert">
          <p className="notice-title">{ofWhole}</p>
        </div>
      )}
      {submitting.error && !faulty && !ofWhole && (touched.length === 0 || problem !== 'invalid-input') && (
        <ProblemNotice
          error={submitting.error}
          {...(isOutdated && { onRetry: () => void reload().then(() => go(back)), retryWord: '查看最新状态' })}
        />
      )}
      {data.notPassed && (
        <div className="notice tone-waiting">
          <p className="notice-title">上次申请没有通过。原因：{decisionWords(data.notPassed)}</p>
          <p>请按原因修改后重新提交；需要证明材料的，请重新上传。</p>
        </div>
      )}
      {faulty && (
        <div className="notice tone-refused" role="alert">
          <p className="notice-title">有内容需要修改，已在相应位置标出。</p>
        </div>
      )}
      <Fields
        kind={kind}
        data={data}
        form={form}
        faultAt={faultAt}
        onChange={values => {
          touch(...Object.keys(values));
          change(values);
        }}
      >
        <Evidence
          kind={kind}
          graduateId={data.graduateId}
          slot={name}
          files={files}
          fault={onTheWay.faultAt(name) ?? faultAt('fileIds')}
          onRemove={remove}
          onSending={onTheWay.onSending}
        />
      </Fields>
    </Page>
  );
}
