import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Popconfirm } from 'antd';
import { useState } from 'react';
import type { OwnReceiver } from '#contract/routes/receivers.ts';
import { ownReceiverFields, ownReceiverForm } from '#domain/forms/receiver.ts';
import { type Answer, call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { FootFault } from '#web/desk/kit/page/FootFault.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { OfficeFields, type Typed } from './OfficeFields.tsx';
import { OfficeOfOrigin } from './OfficeOfOrigin.tsx';
import { ownOfficesQuery } from './queries.ts';
import { useOfficeForm } from './use-office-form.ts';

type History = Answer<'GET /api/school/origin-offices'>['history'];

/** 生源地档案接收机构: where this school sends archives back to, instead of what the directory says. */
export default function OriginOfficesPage() {
  const own = useQuery({ ...ownOfficesQuery, refetchOnWindowFocus: false });
  // The entry to change; `new` for another one; undefined while shut.
  const [editing, setEditing] = useState<OwnReceiver | 'new'>();
  return (
    <>
      <PageHead
        title="生源地档案接收机构"
        note="毕业生选择「转回生源地」时填入的接收机构。全国目录由省级和平台维护；本校与某地另有约定的，在此指定。"
      >
        <Button type="primary" onClick={() => setEditing('new')}>
          指定机构
        </Button>
      </PageHead>
      <OfficeOfOrigin />
      <Loaded query={own}>
        {({ rows, history }) => (
          <>
            <section className="card flush">
              <h2 className="inside">本校指定</h2>
              <DataTable
                caption="本校指定的机构"
                columns={columnsWith(setEditing)}
                rows={rows}
                keyOf={({ servedRegionCode }) => servedRegionCode}
                minWidth={900}
                empty={<p>本校没有另行指定，全部按全国目录。</p>}
              />
            </section>
            <OwnHistory history={history} />
          </>
        )}
      </Loaded>
      <OwnDrawer
        key={editing === 'new' ? 'new' : editing?.servedRegionCode}
        editing={editing}
        onClose={() => setEditing(undefined)}
      />
    </>
  );
}

const columnsWith = (onEdit: (row: OwnReceiver) => void): readonly Column<OwnReceiver>[] => [
  { key: 'served', title: '生源地', width: 180, render: ({ served }) => served },
  { key: 'name', title: '机构名称', width: '28%', render: ({ name }) => <span className="strong">{name}</span> },
  { key: 'address', title: '地址', render: ({ region, address }) => `${region}${address}` },
  { key: 'phone', title: '联系电话', width: 140, render: ({ phone }) => phone ?? '--' },
  { key: 'at', title: '更新时间', width: 120, render: ({ updatedAt }) => <Moment at={updatedAt} /> },
  {
    key: 'acts',
    title: '操作',
    width: 150,
    stays: true,
    render: row => (
      <span className="buttons">
        <Button size="small" aria-label={`修改：${row.served}`} onClick={() => onEdit(row)}>
          修改
        </Button>
        <ClearButton office={row} />
      </span>
    ),
  },
];

function useWritten() {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: ownOfficesQuery.queryKey });
    void queryClient.invalidateQueries({ queryKey: ['origin-office'] });
  };
}

function ClearButton({ office: { servedRegionCode: region, served, version } }: { readonly office: OwnReceiver }) {
  const { message } = App.useApp();
  const press = usePress();
  const written = useWritten();
  const clear = async () => {
    try {
      await press(`${region} ${version}`, key =>
        call('POST /api/school/origin-offices/{region}/removal', { params: { region }, body: { version }, key }),
      );
      message.success('已取消指定，按全国目录');
    } catch (error) {
      message.error(sentenceFor(error));
    }
    written();
  };
  return (
    <Popconfirm
      title={`取消对${served}的指定`}
      description="之后按全国目录填入；已经登记的档案信息不变。"
      okText="取消指定"
      cancelText="保留"
      onConfirm={clear}
    >
      <Button size="small" danger aria-label={`取消指定：${served}`}>
        取消指定
      </Button>
    </Popconfirm>
  );
}

interface DrawerProps {
  readonly editing: OwnReceiver | 'new' | undefined;
  readonly onClose: () => void;
}

function OwnDrawer({ editing, onClose }: DrawerProps) {
  const { message } = App.useApp();
  const press = usePress();
  const written = useWritten();
  const office = editing === 'new' ? undefined : editing;
  const { form, fault, sending, save } = useOfficeForm(ownReceiverForm, async checked => {
    const body = { form: checked, version: office?.version ?? 0 };
    await press(JSON.stringify(body), key => call('POST /api/school/origin-offices', { body, key }));
    message.success('已保存');
    written();
    onClose();
  });
  const typed: Typed = office ? Object.fromEntries(ownReceiverFields.map(({ key }) => [key, office[key] ?? undefined])) : {};
  return (
    <Drawer
      title={office ? `修改指定：${office.served}` : '指定生源地档案接收机构'}
      open={editing !== undefined}
      onClose={onClose}
      size={760}
      footer={
        <div className="buttons">
          <FootFault sentence={fault} />
          <Button type="primary" loading={sending} onClick={() => void save()}>
            保存
          </Button>
          <Button onClick={onClose}>取消</Button>
          <span className="quiet">对之后填写的毕业生生效。</span>
        </div>
      }
    >
      <Form form={form} name="origin-office" layout="vertical" requiredMark initialValues={typed}>
        <OfficeFields fields={ownReceiverFields} note="它以下的地区也按本校指定。" isRegionFixed={office !== undefined} />
      </Form>
    </Drawer>
  );
}

const words = { set: '指定', cleared: '取消指定' } as const;

function OwnHistory({ history }: { readonly history: History }) {
  if (history.length === 0) return null;
  return (
    <section className="card">
      <h2>修改历史</h2>
      <ol className="history">
        {history.map(({ id, at, who, action, served, name }) => (
          <li key={id}>
            <p>
              <strong>{words[action]}</strong> {served}：{name}
            </p>
            <p className="quiet">
              {who} <Moment at={at} exact />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
