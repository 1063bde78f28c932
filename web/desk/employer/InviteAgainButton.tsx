import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#web/desk/kit/api/api.ts';
import { caseQuery } from '#web/desk/kit/case/case-query.ts';
import { InviteAgainModal } from './InviteAgainModal.tsx';
import { useMany } from './use-many.tsx';

interface Props {
  readonly row: { readonly ref: string; readonly graduateName: string };
  readonly small?: boolean;
}

/** 再次邀请, of one invitation that came to nothing. */
export function InviteAgainButton({ row, small = false }: Props) {
  const [asking, setAsking] = useState(false);
  const { progress, run } = useMany<Props['row']>();
  const queryClient = useQueryClient();
  const send = async (validityDays: number) => {
    setAsking(false);
    await run('再次邀请', [row], ({ ref }, key) =>
      call('POST /api/employer/cases/{ref}/invitation', { params: { ref }, body: { validityDays }, key }),
    );
    void queryClient.invalidateQueries({ queryKey: caseQuery(row.ref).queryKey });
  };
  return (
    <>
      <Button size={small ? 'small' : 'medium'} loading={progress !== undefined} onClick={() => setAsking(true)}>
        再次邀请
      </Button>
      {asking ? (
        <InviteAgainModal names={[row.graduateName]} onClose={() => setAsking(false)} onSend={days => void send(days)} />
      ) : null}
    </>
  );
}
