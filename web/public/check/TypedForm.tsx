import { type FormEvent, useId, useState } from 'react';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { formWords } from '#domain/verification/form-words.ts';
import { CheckProblem } from './CheckProblem.tsx';
import { CodeField } from './CodeField.tsx';
import { askForm, type FormAnswer } from './check-api.ts';
import { hintOf } from './code-hint.ts';
import { FormResult } from './FormResult.tsx';

type Standing =
  | { readonly is: 'typing'; readonly error?: unknown }
  | { readonly is: 'asking'; readonly note: string }
  | { readonly is: 'answered'; readonly answer: FormAnswer };

export function TypedForm({ kind }: { readonly kind: TransferKind }) {
  const id = useId();
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [faults, setFaults] = useState<{ readonly name?: string; readonly code?: string }>({});
  const [standing, setStanding] = useState<Standing>({ is: 'typing' });
  const hint = hintOf(code);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const missing = {
      ...(name.trim() === '' ? { name: '请填写毕业生姓名。' } : {}),
      ...(hint.isWhole || hint.isFault ? {} : { code: `请填写完整的编号。${hint.sentence}。` }),
    };
    setFaults(missing);
    if (Object.keys(missing).length > 0 || hint.isFault) {
      document.getElementById(missing.name ? `${id}-name` : '')?.focus();
      return;
    }
    setStanding({ is: 'asking', note: '正在核验…' });
    try {
      const answer = await askForm(kind, { name, code }, () =>
        setStanding({ is: 'asking', note: '核验次数较多，正在完成安全验证，通常需要几秒…' }),
      );
      setStanding({ is: 'answered', answer });
    } catch (error) {
      setStanding({ is: 'typing', error });
    }
  }

  if (standing.is === 'answered' && standing.answer.found)
    return (
      <>
        <FormResult kind={kind} answer={standing.answer} />
        <button
          type="button"
          className="button check-again"
          onClick={() => {
            setName('');
            setCode('');
            setStanding({ is: 'typing' });
          }}
        >
          核验另一份
        </button>
      </>
    );
  const isAsking = standing.is === 'asking';
  return (
    <>
      {standing.is === 'answered' && <FormResult kind={kind} answer={standing.answer} />}
      {standing.is === 'typing' && standing.error !== undefined && (
        <CheckProblem error={standing.error} offline="恢复网络后请重新核验，已输入的内容会保留。" />
      )}
      <form className="card check-form" onSubmit={submit} noValidate>
        <h2 className="card-title">输入{formWords[kind].form}上的信息</h2>
        <div className="field">
          <label htmlFor={`${id}-name`}>毕业生姓名</label>
          <input
            id={`${id}-name`}
            value={name}
            autoComplete="off"
            maxLength={100}
            aria-invalid={faults.name !== undefined}
            aria-describedby={`${id}-name-hint`}
            onInput={event => setName(event.currentTarget.value)}
          />
          <p id={`${id}-name-hint`} className="fault">
            {faults.name}
          </p>
        </div>
        <CodeField
          value={code}
          hint={hint}
          missing={faults.code}
          onChange={value => {
            setCode(value);
            setFaults(({ code: _, ...others }) => others);
          }}
        />
        <button type="submit" className="button button-main button-wide" disabled={isAsking}>
          核验
        </button>
        <p className="note" role="status">
          {standing.is === 'asking' && standing.note}
        </p>
      </form>
    </>
  );
}
