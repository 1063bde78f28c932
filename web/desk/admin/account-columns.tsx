import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import type { Account } from './queries.ts';

const stateOf = ({ disabledAt, initialPassword, initialPasswordUntil }: Account) =>
  disabledAt !== null
    ? ({ tone: 'ended', label: '已停用' } as const)
    : initialPassword
      ? initialPasswordUntil !== null && Date.parse(initialPasswordUntil) <= Date.now()
        ? ({ tone: 'refused', label: '初始密码已过期' } as const)
        : ({ tone: 'waiting', label: '未改初始密码' } as const)
      : ({ tone: 'inForce', label: '正常' } as const);

/** What every list of accounts shows. */
export const accountColumns: readonly Column<Account>[] = [
  {
    key: 'name',
    title: '姓名',
    width: '22%',
    render: account => (
      <>
        <span className="strong">{account.name}</span>
        {account.isOwn ? <span className="quiet">（本人）</span> : null}
      </>
    ),
  },
  { key: 'login', title: '账号', width: 170, render: account => <span className="code">{account.login}</span> },
  { key: 'state', title: '状态', width: 160, render: account => <StateTag {...stateOf(account)} /> },
  { key: 'factor', title: '动态口令', width: 100, render: account => (account.secondFactor ? '已绑定' : '未绑定') },
  {
    key: 'seen',
    title: '最近使用',
    width: 140,
    render: account => (account.lastSeenAt ? <Moment at={account.lastSeenAt} /> : <span className="quiet">30 天内未登录</span>),
  },
];
