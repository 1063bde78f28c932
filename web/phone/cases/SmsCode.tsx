import { useEffect, useState } from 'react';
import { call } from '#web/common/client.ts';
import { describeProblem } from '#web/common/problem-words.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';

/** Counts seconds down to nothing. */
function useCountdown(): [left: number, start: (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

export function SmsCode() {
  const [wait, startWaiting] = useCountdown();
  const sending = useIdempotentCommand(
    (_: undefined, key) => call('POST /api/graduate/consent-codes', { key }),
    ({ waitSeconds }) => startWaiting(waitSeconds),
  );
  return (
    <div className="stack-close">
      <button
        type="button"
        className="button button-small"
        disabled={sending.isPending || wait > 0}
        onClick={() => sending.mutate(undefined)}
      >
        {wait > 0 ? `${wait} 秒后可重新获取` : '获取验证码'}
      </button>
      <p className="note" role="status">
        {sending.data && `验证码已发送至 ${sending.data.maskedPhone}。凭它可以代您确认，请勿转告任何人。`}
      </p>
      {sending.error && <p className="fault">{describeProblem(sending.error).sentence}</p>}
    </div>
  );
}
