import { MoreOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { sentenceFor } from '#web/desk/kit/api/api.ts';
import { NoteModal } from '#web/desk/kit/forms/NoteModal.tsx';
import type { Account, AccountAct, WithPassword } from './queries.ts';

interface Act {
  readonly act: AccountAct;
  readonly word: string;
  readonly asks: string;
  readonly done: string;
  readonly danger?: boolean;
  /** The owner is told why. */
  readonly needsReason?: true;
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
    asks: '用于手机遗失等情况，请先核实本人身份。恢复码随之失效，其全部会话立即结束；须使用动态口令的账号，下次登录时重新绑定。原因记入操作日志，并告知本人。',
    done: '动态口令已解除，已告知本人',
    danger: true,
    needsReason: true,
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
  readonly send: (account: Account, act: AccountAct, reason?: string) => Promise<WithPassword>;
  readonly onEdit?: (account: Account) => void;
  readonly onLog?: (account: Account) => void;
  readonly onDone: () => void;
  readonly onPassword: (told: WithPassword) => void;
}

/** What can be done to an account, each asked once more. */
export function AccountMenu({ account, send, onEdit, onLog, onDone, onPassword }: Props) {
  const { modal, message } = App.useApp();
  const [explaining, setExplaining] = useState<Act>();
  /** Whether it was done; else the window with what was typed stays. */
  const run = async ({ act, done }: Act, reason?: string): Promise<boolean> => {
    try {
      const answer = await send(account, act, reason);
      if (answer.password === null) message.success(done);
      else onPassword(answer);
      return true;
    } catch (error) {
      message.warning(sentenceFor(error), 8);
      return false;
    } finally {
      onDone();
    }
  };
  const ask = (one: Act) => {
    if (one.needsReason) return setExplaining(one);
    void modal.confirm({
      title: `${one.word}：${account.name}（${account.login}）`,
      content: one.asks,
      okText: one.word,
      okButtonProps: { danger: one.danger === true },
      onOk: async () => {
        await run(one);
      },
    });
  };
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
    <>
      <Dropdown menu={menu} trigger={['click']}>
        <Button size="small" icon={<MoreOutlined aria-hidden />} aria-label={`操作：${account.name}`}>
          操作
        </Button>
      </Dropdown>
      {explaining ? (
        <NoteModal
          title={`${explaining.word}：${account.name}（${account.login}）`}
          okText={explaining.word}
          note={explaining.asks}
          label="原因（本人可见）"
          danger
          atMost={100}
          open
          onCancel={() => setExplaining(undefined)}
          onSend={async ({ text = '' }) => {
            if (text.trim().length < 4) return { text: '请写明原因，至少 4 个字' };
            if (await run(explaining, text.trim())) setExplaining(undefined);
            return undefined;
          }}
        />
      ) : null}
    </>
  );
}
