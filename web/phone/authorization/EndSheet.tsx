import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Sheet } from '#web/phone/kit/Sheet.tsx';
import { type AuthorizationCode, useReloadAuthorization } from './use-authorization.ts';

interface Props {
  readonly code: AuthorizationCode;
  readonly onClose: () => void;
  readonly onEnded: () => void;
}

/** 结束授权: asked once more, for it cannot be taken back. */
export function EndSheet({ code: { id, form }, onClose, onEnded }: Props) {
  const reload = useReloadAuthorization();
  const ending = useIdempotentCommand(
    (_: 'end', key) => call('POST /api/graduate/authorization/codes/{id}/end', { params: { id }, key }),
    () => {
      onEnded();
      return reload();
    },
  );
  return (
    <Sheet title="结束授权" onClose={onClose}>
      <div className="stack">
        <p>{form}的核验编号将立即失效，已交出的登记信息表不能再核验。需要时可以重新授权。</p>
        {ending.error && <ProblemNotice error={ending.error} />}
        <button
          type="button"
          className="button button-main button-wide"
          disabled={ending.isPending}
          onClick={() => ending.mutate('end')}
        >
          {ending.isPending ? '正在结束' : '结束授权'}
        </button>
      </div>
    </Sheet>
  );
}
