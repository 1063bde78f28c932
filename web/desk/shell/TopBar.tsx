import { DownOutlined, MessageOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { Link, useLocation } from 'wouter';
import { guideFor } from '#domain/guides.ts';
import { type Me, may, useMe } from '#web/desk/kit/session/session.ts';
import { useSignOut } from '#web/desk/kit/session/use-sign-out.ts';
import type { OpenArea } from './navigation.ts';

/** The school or employer that the account belongs to, with its department where it has one. */
function placeOf(me: Me): string {
  if (me.employer) return me.employer.name === me.name ? '' : (me.employer.name ?? '单位信息待完善');
  const [department, ...others] = me.kind === 'department' ? me.departments : [];
  if (!me.school) return '';
  if (!department) return me.school.name;
  return `${me.school.name} · ${department.name}${others.length > 0 ? `等 ${others.length + 1} 个院系` : ''}`;
}

interface Props {
  readonly areas: readonly OpenArea[];
  readonly area: OpenArea | undefined;
}

export function TopBar({ areas, area }: Props) {
  const me = useMe();
  const [, navigate] = useLocation();
  const signOut = useSignOut();
  const place = placeOf(me);
  const guide = guideFor(me.kind);

  const account: MenuProps = {
    items: [
      { key: 'security', label: '账号安全', onClick: () => navigate('/security') },
      { key: 'sessions', label: '我的登录会话', onClick: () => navigate('/sessions') },
      ...(guide
        ? [
            {
              key: 'guide',
              label: (
                <a href={`/api/guides/${guide}`} target="_blank" rel="noreferrer">
                  操作指南（PDF）
                </a>
              ),
            },
          ]
        : []),
      { type: 'divider' },
      { key: 'out', label: '退出登录', onClick: () => void signOut() },
    ],
  };
  const switcher: MenuProps = {
    items: areas.map(({ key, title, entries }) => ({ key, label: title, onClick: () => navigate(entries[0]?.path ?? '/') })),
    selectedKeys: area ? [area.key] : [],
  };

  return (
    <header className="top">
      <Link href="/" className="brand" aria-label="毕业去向登记与网上签约，首页">
        <img src={new URL('../../common/icon.svg', import.meta.url).href} alt="" width={26} height={26} />
        <span>毕业去向登记与网上签约</span>
      </Link>
      {areas.length > 1 ? (
        <Dropdown menu={switcher} trigger={['click']}>
          <Button type="text" className="top-button">
            <span className="unseen">功能切换：</span>
            {area?.title}
            <DownOutlined aria-hidden />
          </Button>
        </Dropdown>
      ) : (
        <span className="top-module">{area?.title}</span>
      )}
      <span className="top-space" />
      {place ? (
        <span className="top-place" title={place}>
          {place}
        </span>
      ) : null}
      {may(me, 'messages.own') ? (
        <Link href="/messages" className="top-link">
          <MessageOutlined aria-hidden />
          消息
          {me.unreadMessages > 0 ? (
            <span className="count">
              {me.unreadMessages > 99 ? '99+' : me.unreadMessages}
              <span className="unseen">条未读</span>
            </span>
          ) : null}
        </Link>
      ) : null}
      <Dropdown menu={account} trigger={['click']}>
        <Button type="text" className="top-button" icon={<UserOutlined aria-hidden />}>
          <span className="top-name">{me.name}</span>
          <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
    </header>
  );
}
