import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { accountKindNames, schoolStaffKinds } from '#domain/account-kinds.ts';
import { call } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { AccountModal } from './AccountModal.tsx';
import { accountColumns } from './account-columns.tsx';
import { PasswordShown } from './PasswordShown.tsx';
import { type Account, type AccountAct, accountsQuery, type WithPassword } from './queries.ts';

const states = [
  { value: 'active', label: '可登录' },
  { value: 'disabled', label: '已停用' },
] as const;

/** 账号管理 of the school: make, change, disable; all of it at once. */
export default function AccountsPage() {
  const url = useListUrl();
  const { params, cursor, filter } = url;
  const [, navigate] = useLocation();
  const q = params.get('q') ?? '';
  const kind = schoolStaffKinds.find(one => one === params.get('kind'));
  const state = states.find(one => one.value === params.get('state'))?.value;
  const department = Number(params.get('department')) || undefined;
  const list = useQuery(
    accountsQuery({
      ...(q ? { q } : {}),
      ...(kind ? { kind } : {}),
      ...(state ? { state } : {}),
      ...(department ? { department } : {}),
      ...(cursor ? { cursor } : {}),
    }),
  );
  const [editing, setEditing] = useState<Account | 'new'>();
  const [told, setTold] = useState<WithPassword>();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  const refresh = () => void queryClient.invalidateQueries({ queryKey: ['accounts'] });
  const act = ({ id, version }: Account, name: AccountAct, reason?: string) =>
    press(`${id} ${version} ${name} ${reason}`, key =>
      call('POST /api/accounts/{id}/{act}', { params: { id, act: name }, body: { version, reason }, key }),
    );
  const columns: readonly Column<Account>[] = [
    ...accountColumns.slice(0, 2),
    { key: 'kind', title: '类型', width: 110, render: account => account.kindName },
    {
      key: 'departments',
      title: '负责的院系',
      render: ({ kind, departments }) =>
        kind === 'department' ? departments.map(({ name }) => name).join('、') : <span className="quiet">全校</span>,
    },
    ...accountColumns.slice(2),
    {
      key: 'act',
      title: '操作',
      stays: true,
      width: 100,
      render: account => (
        <AccountMenu
          account={account}
          send={act}
          onEdit={setEditing}
          onLog={({ id }) => navigate(`/registry/log?actor=account:${id}`)}
          onDone={refresh}
          onPassword={setTold}
        />
      ),
    },
  ];

  return (
    <>
      <PageHead title="账号管理" note="停用、减少权限立即生效，已登录的设备随之退出。">
        <Button type="primary" onClick={() => setEditing('new')}>
          新建账号
        </Button>
        <Link href="/registry/accounts/import" className="button-link">
          批量新建
        </Link>
      </PageHead>
      <Loaded query={list} skeleton={<TableSkeleton />}>
        {({ rows, next, total, departments }) => (
          <>
            <search className="filters">
              <SearchField
                label="姓名或账号"
                placeholder="姓名或账号"
                value={q}
                onChange={value => filter('q', value)}
                width={200}
              />
              <Select
                aria-label="类型"
                placeholder="全部类型"
                allowClear
                value={kind}
                options={schoolStaffKinds.map(value => ({ value, label: accountKindNames[value] }))}
                style={{ width: 140 }}
                onChange={(value: string | undefined) => filter('kind', value)}
              />
              <Select
                aria-label="状态"
                placeholder="全部状态"
                allowClear
                value={state}
                options={[...states]}
                style={{ width: 120 }}
                onChange={(value: string | undefined) => filter('state', value)}
              />
              <Select
                aria-label="院系"
                placeholder="全部院系"
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                value={department}
                options={departments.map(({ id, name }) => ({ value: id, label: name }))}
                style={{ width: 220 }}
                onChange={(value: number | undefined) => filter('department', value === undefined ? undefined : String(value))}
              />
            </search>
            <div className="card flush">
              <DataTable
                caption="本校账号"
                columns={columns}
                rows={rows}
                keyOf={account => account.id}
                busy={list.isPlaceholderData}
                empty={<p>没有符合条件的账号。</p>}
              />
              {rows.length > 0 ? <KeysetPager url={url} next={next} total={total} shown={rows.length} /> : null}
            </div>
            <AccountModal
              account={editing}
              departments={departments}
              onClose={() => setEditing(undefined)}
              onDone={answer => {
                setEditing(undefined);
                refresh();
                if (answer.password === null) message.success('已保存');
                else setTold(answer);
              }}
            />
          </>
        )}
      </Loaded>
      <PasswordShown told={told} onClose={() => setTold(undefined)} />
    </>
  );
}
