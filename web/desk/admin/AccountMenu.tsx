import { MoreOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { sentenceFor } from '#web/desk/kit/api/api.ts';
import type { Account, AccountAct, WithPassword } from './queries.ts';

interface Act {
  readonly act: AccountAct;
  readonly word: string;
  readonly asks: string;
  readonly done: string;
  readonly danger?: boolean;
  readonly fits: (account: Account) => boolean;
}
const acts: readonly Act[] = [
  {
    act: 'reset-password',
    word: '重置密码',
    asks: '将生成新的初始密码，其全部会话立即结束。',
    done: '密码已重置',
    fits: ({ isOwn }) => !isOwn,
  },
  {
    act: 'end-sessions',
    word: '结束全部会话',
    asks: '所有已登录的设备立即退出，当前会话除外。',
    done: '会话已结束',
    fits: ({ sessions }) => sessions > 0,
  },
  {
    act: 'remove-second-factor',
    word: '解除动态口令',
    asks: '用于手机遗失等情况。解除后仅凭密码登录，请先核实本人身份。',
    done: '动态口令已解除',
    danger: true,
    fits: ({ isOwn, secondFactor }) => secondFactor && !isOwn,
  },
  {
    act: 'disable',
    word: '停用',
    asks: '立即退出全部会话，不能再登录；办理记录保留，可重新启用。',
    done: '账号已停用',
    danger: true,
    fits: ({ isOwn, disabledAt }) => !isOwn && disabledAt === null,
  },
  {
    act: 'enable',
    word: '启用',
    asks: '可用原密码重新登录。',
    done: '账号已启用',
    fits: ({ disabledAt }) => disabledAt !== null,
  },
];

interface Props {
  readonly account: Account;
  readonly send: (account: Account, act: AccountAct) => Promise<WithPassword>;
  readonly onEdit?: (account: Account) => void;
  readonly onLog?: (account: Account) => void;
  readonly onDone: () => void;
  readonly onPassword: (told: WithPassword) => void;
}

/** What can be done to an account, each asked once more. */
export function AccountMenu({ account, send, onEdit, onLog, onDone, onPassword }: Props) {
  const { modal, message } = App.useApp();
  const run = async ({ act, done }: Act) => {
    try {
      const answer = await send(account, act);
      if (answer.password === null) message.success(done);
      else onPassword(answer);
    } catch (error) {
      message.warning(sentenceFor(error), 8);
    }
    onDone();
  };
  const ask = (one: Act) =>
    void modal.confirm({
      title: `${one.word}：${account.name}（${account.login}）`,
      content: one.asks,
      okText: one.word,
      okButtonProps: { danger: one.danger === true },
      onOk: () => run(one),
    });
  const menu: MenuProps = {
    items: [
      ...(onEdit ? [{ key: 'edit', label: '修改', onClick: () => onEdit(account) }] : []),
      ...acts
        .filter(({ fits }) => fits(account))
        .map(one => ({ key: one.act, label: one.word, danger: one.danger === true, onClick: () => ask(one) })),
      ...(onLog ? [{ key: 'log', label: '操作日志', onClick: () => onLog(account) }] : []),
    ],
  };
  return (
    <Dropdown menu={menu} trigger={['click']}>
      <Button size="small" icon={<MoreOutlined aria-hidden />} aria-label={`操作：${account.name}`}>
        操作
      </Button>
    </Dropdown>
  );
}
