import { useCallback, useEffect, useState } from 'react';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { Skeleton } from '#web/common/Skeleton.tsx';
import { CheckProblem } from './CheckProblem.tsx';
import { askForm, askKeys, type FormAnswer } from './check-api.ts';
import { FormResult } from './FormResult.tsx';
import { StatementCard } from './StatementCard.tsx';
import type { Scanned } from './scanned.ts';
import type { StatementCheck } from './verify-statement.ts';

type Online =
  | { readonly is: 'asking'; readonly note: string }
  | { readonly is: 'failed'; readonly error: unknown }
  | { readonly is: 'answered'; readonly answer: FormAnswer };

/** Of the paper: signed by us or not, by the keys that the browser has got or kept. */
function useStatement(jws: string | undefined): StatementCheck | 'checking' | 'no-keys' | undefined {
  const [check, setCheck] = useState<StatementCheck | 'checking' | 'no-keys' | undefined>(jws ? 'checking' : undefined);
  useEffect(() => {
    if (!jws) return;
    Promise.all([askKeys(), import('./verify-statement.ts')])
      .then(([keys, { verifyStatement }]) => verifyStatement(jws, keys))
      .then(setCheck)
      .catch(() => setCheck('no-keys'));
  }, [jws]);
  return check;
}

interface Props {
  readonly kind: TransferKind;
  readonly scanned: Scanned;
  readonly onType: () => void;
}

/** A form whose QR was scanned: what the paper states under our signature, beside what is so now. */
export function ScannedForm({ kind, scanned: { token, statement }, onType }: Props) {
  const check = useStatement(statement);
  const [online, setOnline] = useState<Online>({ is: 'asking', note: '正在核验…' });
  const ask = useCallback(async () => {
    setOnline({ is: 'asking', note: '正在核验…' });
    try {
      const note = '核验次数较多，正在完成安全验证，通常需要几秒…';
      const answer = await askForm(kind, { token }, () => setOnline({ is: 'asking', note }));
      setOnline({ is: 'answered', answer });
    } catch (error) {
      setOnline({ is: 'failed', error });
    }
  }, [kind, token]);
  useEffect(() => void ask(), [ask]);

  const found = online.is === 'answered' ? online.answer.found : null;
  const states = typeof check === 'object' && check.is === 'verified' ? check.statement : undefined;
  // A token of one form in the QR of another one.
  const isPatched = found !== null && states !== undefined && states.n !== found.formNumber;
  return (
    <>
      {isPatched ? (
        <div className="notice tone-refused" role="alert">
          <p className="notice-title">二维码不可信</p>
          <p>二维码中的签名与在线信息不是同一份登记信息表，请勿采信，并请毕业生重新提供。</p>
        </div>
      ) : (
        <StatementCard check={check} />
      )}
      {online.is === 'asking' && (
        <>
          <p role="status">{online.note}</p>
          <Skeleton />
        </>
      )}
      {online.is === 'failed' && (
        <CheckProblem error={online.error} offline="不能确认登记信息表目前是否仍有效，请恢复网络后重新核验。" onRetry={ask} />
      )}
      {online.is === 'answered' && !isPatched && <FormResult kind={kind} answer={online.answer} />}
      <button type="button" className="button check-again" onClick={onType}>
        输入姓名和编号核验
      </button>
    </>
  );
}
