import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Answer } from '#contract/client.ts';
import type { FormField as Shape } from '#contract/routes/cases.ts';
import { checkUscc, normalizeUscc } from '#domain/identifiers/uscc.ts';
import { isSameOrganisation } from '#domain/rules/organisation-name.ts';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { FormField } from '#web/phone/kit/FormField.tsx';

type Employer = Answer<'GET /api/employer-search'>['rows'][number];

/** A pause in typing after which it is looked for. */
const pauseMs = 300;

function useEmployers(text: string, active: boolean) {
  const typed = text.trim().slice(0, 60);
  const [asked, setAsked] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return useQuery({
    queryKey: ['employer-search', asked],
    queryFn: ({ signal }) => call('GET /api/employer-search', { query: { q: asked }, signal }),
    enabled: active && asked.length >= 2,
    staleTime: 60_000,
  });
}

interface Props {
  readonly field: Shape;
  readonly value: string;
  readonly fault: string | undefined;
  readonly onValue: (value: string) => void;
  readonly onChoose: (employer: Employer) => void;
}

/** 单位名称, looked up while it is typed. Free text stays possible. */
export function EmployerField({ field, value, fault, onValue, onChoose }: Props) {
  const [typing, setTyping] = useState(false);
  const { data, isFetching } = useEmployers(value, typing);
  const rows = data?.rows ?? [];
  const hint = '输入名称开头、拼音、首字母或统一社会信用代码查找，也可以直接填写';
  return (
    <div className="stack-close">
      <FormField
        {...{ field, value, fault, hint }}
        onValue={text => {
          setTyping(true);
          onValue(text);
        }}
      />
      <div role="status" className="stack-close">
        {typing && rows.length > 0 && <p className="note">找到 {rows.length} 个单位，选中后填入代码等信息：</p>}
        {typing && !isFetching && data && rows.length === 0 && (
          <p className="note">没有查到。请从名称开头输入（包括省市），或直接填写单位全称。</p>
        )}
        {typing &&
          rows.map(row => (
            <button
              key={row.uscc}
              type="button"
              className="button button-wide"
              onClick={() => {
                setTyping(false);
                onChoose(row);
              }}
            >
              <span className="card-link-words">
                <span>{row.name}</span>
                <span className="note">{row.uscc}</span>
                <span>
                  <span className={row.isCertified ? 'tag tone-inForce' : 'tag tone-ended'}>
                    {row.isCertified ? '已通过资质审核' : '本校毕业生曾签约'}
                  </span>
                </span>
              </span>
            </button>
          ))}
      </div>
    </div>
  );
}

/** What is known of the code that was typed: another organisation's, or one that may invite online. */
export function TypedEmployerNotice({ uscc, name }: { readonly uscc: string; readonly name: string }) {
  const code = normalizeUscc(uscc);
  const fault = checkUscc(code);
  const found = useEmployers(code, fault === undefined || fault === 'check-character').data?.rows;
  const known = found?.find(row => row.uscc === code && row.isCertified);
  if (!known) return null;
  if (name.trim() && !isSameOrganisation(known.name, name))
    return (
      <p className="notice tone-refused" role="status">
        该代码属于「{known.name}」，与填写的单位名称不一致，请与单位核对。审核老师也会看到此提示。
      </p>
    );
  return <AskForInvitation uscc={code} />;
}

/** 请单位线上邀请我: in one tap, and taken back in one. */
function AskForInvitation({ uscc }: { readonly uscc: string }) {
  const queries = useQueryClient();
  const key = ['invitation-wishes'];
  const { data } = useQuery({ queryKey: key, queryFn: ({ signal }) => call('GET /api/graduate/invitation-wishes', { signal }) });
  const isAsked = data?.wishes.some(wish => wish.uscc === uscc) === true;
  const asking = useIdempotentCommand(
    (wanted: boolean, key) =>
      wanted
        ? call('POST /api/graduate/invitation-wishes/{uscc}', { params: { uscc }, key })
        : call('DELETE /api/graduate/invitation-wishes/{uscc}', { params: { uscc } }),
    left => queries.setQueryData(key, left),
  );
  return (
    <div className="notice tone-review stack-close">
      <p role="status">
        {isAsked
          ? '已告知该单位，单位发出邀请后您会收到消息，在「登记记录」中应约即可。本表可以暂存，不必提交。'
          : '该单位已在平台通过资质审核，可以线上签约，无需打印盖章。也可以继续填写。'}
      </p>
      {asking.error && <ProblemNotice error={asking.error} />}
      <button type="button" className="button" disabled={asking.isPending || !data} onClick={() => asking.mutate(!isAsked)}>
        {isAsked ? '撤回请求' : '请单位线上邀请我'}
      </button>
    </div>
  );
}
