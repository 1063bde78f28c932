import { Button } from 'antd';
import type { Answer } from '#contract/client.ts';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';

type Members = Answer<'GET /api/employer/members'>;
export type Member = Members['members'][number];
type Join = Members['joins'][number];
export type MemberChange = 'disable' | 'enable' | 'promote' | 'demote' | 'handOver';
export type Decision = 'accept' | 'refuse' | 'withdraw';

interface Words {
  readonly button: string;
  readonly ask: string;
  readonly note: string;
  readonly ok: string;
  readonly said: string;
}
/** How each change is offered, asked once more, and said when done. */
export const memberWords: Readonly<Record<MemberChange, Words>> = {
  disable: {
    button: '停用',
    ask: '停用',
    note: '该成员立即退出登录，不能再登录；已发送的邀请和已办理的事项不受影响。可以重新启用。',
    ok: '停用',
    said: '已停用，该成员的登录已全部结束',
  },
  enable: { button: '启用', ask: '启用', note: '该成员可以重新登录。', ok: '启用', said: '已启用' },
  promote: {
    button: '设为管理员',
    ask: '设为管理员：',
    note: '管理员可以修改单位信息、默认条款和成员，包括停用您。',
    ok: '设为管理员',
    said: '已设为管理员',
  },
  demote: {
    button: '取消管理员',
    ask: '取消管理员：',
    note: '对方成为普通成员，需要重新登录。',
    ok: '取消管理员',
    said: '已取消管理员',
  },
  handOver: {
    button: '移交管理员',
    ask: '把管理员移交给',
    note: '对方成为管理员，您成为普通成员，需要重新登录。',
    ok: '移交',
    said: '管理员已移交，请重新登录',
  },
};

/** What is offered for a member: the last administrator is neither disabled nor demoted. */
function changesFor(member: Member, administrators: number): readonly MemberChange[] {
  if (member.disabledAt !== null) return ['enable'];
  if (!member.isAdmin) return ['handOver', 'promote', 'disable'];
  return administrators > 1 ? ['demote', ...(member.isSelf ? [] : (['disable'] as const))] : [];
}

export function memberColumns(
  members: readonly Member[],
  onChange: (id: number, name: string, change: MemberChange) => void,
  onForget: (member: Member) => void,
): readonly Column<Member>[] {
  const administrators = members.filter(({ isAdmin, disabledAt }) => isAdmin && disabledAt === null).length;
  return [
    {
      key: 'name',
      title: '姓名',
      render: ({ name, isSelf }) => (
        <>
          <strong className="wrap">{name}</strong>
          {isSelf ? <span className="quiet">（我）</span> : null}
        </>
      ),
    },
    { key: 'phone', title: '手机号', width: 140, render: ({ phone }) => <span className="code">{phone || '--'}</span> },
    { key: 'kind', title: '身份', width: 100, render: ({ isAdmin }) => (isAdmin ? '管理员' : '成员') },
    {
      key: 'state',
      title: '状态',
      width: 110,
      render: ({ disabledAt }) =>
        disabledAt ? <StateTag tone="ended" label="已停用" /> : <StateTag tone="inForce" label="使用中" />,
    },
    { key: 'seen', title: '最近使用', width: 110, render: ({ lastSeenAt }) => (lastSeenAt ? <Moment at={lastSeenAt} /> : '--') },
    {
      key: 'act',
      title: '操作',
      width: 300,
      render: member => (
        <span className="buttons">
          {changesFor(member, administrators).map(change => (
            <Button
              key={change}
              size="small"
              danger={change === 'disable'}
              aria-label={`${memberWords[change].button}：${member.name}`}
              onClick={() => onChange(member.id, member.name, change)}
            >
              {memberWords[change].button}
            </Button>
          ))}
          {member.secondFactor && !member.isSelf ? (
            <Button size="small" danger aria-label={`解除动态口令：${member.name}`} onClick={() => onForget(member)}>
              解除动态口令
            </Button>
          ) : null}
        </span>
      ),
    },
  ];
}

export const joinColumns = (onDecide: (id: number, decision: Decision, said: string) => void): readonly Column<Join>[] => [
  { key: 'name', title: '姓名', render: ({ name }) => <strong className="wrap">{name}</strong> },
  { key: 'phone', title: '手机号', width: 140, render: ({ phone }) => <span className="code">{phone}</span> },
  {
    key: 'how',
    title: '方式',
    width: 280,
    render: ({ asked, smsFailed }) =>
      asked ? (
        <StateTag tone="waiting" label="申请加入，等待您同意" />
      ) : smsFailed ? (
        <StateTag tone="refused" label="短信可能没有送达" />
      ) : (
        <StateTag tone="review" label="已邀请，等待对方加入" />
      ),
  },
  { key: 'at', title: '时间', width: 110, render: ({ createdAt }) => <Moment at={createdAt} /> },
  {
    key: 'act',
    title: '操作',
    width: 180,
    render: ({ id, name, asked }) => (
      <span className="buttons">
        {asked ? (
          <>
            <Button
              size="small"
              type="primary"
              aria-label={`同意${name}加入`}
              onClick={() => onDecide(id, 'accept', `${name}已成为成员`)}
            >
              同意
            </Button>
            <Button
              size="small"
              danger
              aria-label={`拒绝${name}加入`}
              onClick={() => onDecide(id, 'refuse', `已拒绝${name}的申请`)}
            >
              拒绝
            </Button>
          </>
        ) : (
          <Button
            size="small"
            aria-label={`撤回对${name}的邀请`}
            onClick={() => onDecide(id, 'withdraw', `已撤回对${name}的邀请`)}
          >
            撤回
          </Button>
        )}
      </span>
    ),
  },
];
