import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { Icon } from './Icon.tsx';
import { useMe } from './use-me.ts';
import { useSheet } from './use-sheet.ts';

/** The first page keeps the focus where the browser puts it. */
let isFirst = true;

interface Props {
  readonly title: string;
  /** Where 返回 leads; without it the bar offers 功能切换 instead. */
  readonly back?: string;
}

export function TopBar({ title, back }: Props) {
  const { data: me } = useMe();
  const { show } = useSheet();
  useEffect(() => {
    document.title = `${title} · 毕业生去向登记`;
  }, [title]);
  // A screen reader says the title, so that people who cannot see the page know that it has changed.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirst && (document.activeElement ?? document.body) === document.body) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);
  const ready = me?.graduate?.checked === true;
  const unread = me?.unreadMessages ?? 0;
  return (
    <header className="top-bar">
      <div className="top-bar-side">
        {back !== undefined && (
          <Link href={back} className="icon-button" aria-label="返回">
            <Icon name="back" />
          </Link>
        )}
      </div>
      <div className="top-bar-title">
        <h1 ref={heading} tabIndex={-1} title={title}>
          {title}
        </h1>
        {me?.graduate && <p>{me.graduate.cohort} 届</p>}
      </div>
      <div className="top-bar-side">
        {ready && (
          <button
            type="button"
            className="icon-button"
            aria-label={unread > 0 ? `菜单，${unread} 条未读消息` : '菜单'}
            aria-haspopup="dialog"
            onClick={() => show('menu')}
          >
            <Icon name="menu" />
            {unread > 0 && (
              <span className="badge" aria-hidden="true">
                {unread > 99 ? '99+' : unread}
              </span>
            )}
          </button>
        )}
      </div>
    </header>
  );
}
