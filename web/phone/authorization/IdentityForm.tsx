import { useState } from 'react';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { faultOf } from '#web/common/problem-words.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Field } from '#web/phone/kit/Field.tsx';

interface Props {
  /** 身份证, 护照 …; unknown before the page has been read. */
  readonly documentWord?: string;
  readonly why: string;
  readonly onProven: () => unknown;
}

/** 实人认证: once in a session, before a code is issued or shown. What is typed is kept nowhere on this phone. */
export function IdentityForm({ documentWord = '证件', why, onProven }: Props) {
  const [name, setName] = useState('');
  const [documentNumber, setNumber] = useState('');
  const proving = useIdempotentCommand(
    (body: { readonly name: string; readonly documentNumber: string }, key) =>
      call('POST /api/graduate/authorization/identity', { body, key }),
    onProven,
  );
  const typed = (set: (value: string) => void) => (value: string) => {
    set(value);
    if (proving.error) proving.reset();
  };
  const faults = { name: faultOf(proving.error, 'name'), documentNumber: faultOf(proving.error, 'documentNumber') };
  return (
    <form
      className="card stack"
      noValidate
      aria-labelledby="identity"
      onSubmit={event => {
        event.preventDefault();
        proving.mutate({ name, documentNumber });
      }}
    >
      <h2 className="card-title" id="identity">
        实人认证
      </h2>
      <p className="soft">{why}本次登录内只需认证一次。</p>
      <Field label="姓名" value={name} onValue={typed(setName)} fault={faults.name} autoComplete="off" />
      <Field
        label={`${documentWord}号码`}
        value={documentNumber}
        onValue={typed(setNumber)}
        fault={faults.documentNumber}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
      {proving.error && !faults.name && !faults.documentNumber && <ProblemNotice error={proving.error} />}
      <button type="submit" className="button button-main button-wide" disabled={proving.isPending}>
        {proving.isPending ? '正在认证' : '开始认证'}
      </button>
    </form>
  );
}
