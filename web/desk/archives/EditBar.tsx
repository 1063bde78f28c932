import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { call } from '#web/desk/kit/api/api.ts';
import { wordsOf } from './data/kind.ts';
import { changedQueries, type RecordDetail, recordFormQuery, recordQuery } from './data/queries.ts';
import { FormDrawer } from './FormDrawer.tsx';

interface Props {
  readonly kind: TransferKind;
  readonly page: RecordDetail;
}

/** 修改信息: in force at once, without review. */
export function EditBar({ kind, page }: Props) {
  const { graduateId, name, record, edit } = page;
  const [open, setOpen] = useState(false);
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const form = useQuery({ ...recordFormQuery(kind, graduateId, record.version), enabled: open, refetchOnWindowFocus: false });
  const { title } = wordsOf(kind);
  const isNew = record.section === null;
  const word = isNew ? '登记信息' : '修改信息';
  return (
    <section className="decision" aria-label={`${title}操作`}>
      {edit.obstacle ? <p className="fault">{edit.obstacle.sentence}</p> : null}
      <div className="decision-row">
        <Button type="primary" disabled={edit.obstacle !== null} onClick={() => setOpen(true)}>
          {word}
        </Button>
        <span className="quiet">直接生效，不需要再审核；毕业生会收到通知。</span>
      </div>
      <FormDrawer
        kind={kind}
        title={`${word}：${name}`}
        okText="保存"
        note="保存后立即生效，前后内容都留在修改历史中。"
        query={form}
        open={open}
        onClose={() => setOpen(false)}
        onSend={async (body, key) => {
          const params = { kind, graduate: graduateId };
          const after = await call('PUT /api/archives/{kind}/records/{graduate}', { params, body, key });
          queryClient.setQueryData(recordQuery(kind, graduateId).queryKey, after);
          for (const stale of changedQueries) void queryClient.invalidateQueries({ queryKey: [stale] });
          message.success(`${name}：${title}已${isNew ? '登记' : '修改'}`);
        }}
      />
    </section>
  );
}
