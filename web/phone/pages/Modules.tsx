import { Link } from 'wouter';
import { Icon } from '../pieces/Icon.tsx';
import { Page } from '../pieces/Page.tsx';
import type { Graduate } from '../use-me.ts';

const pages: Readonly<Record<string, { readonly to: string; readonly what: string }>> = {
  destinations: { to: '/destinations', what: '回应签约邀请，查看登记记录与审核进度' },
};

/** 选择功能模块. Closed ones are shown as closed. */
export const Modules = ({ graduate }: { readonly graduate: Graduate }) => (
  <Page title="选择功能模块">
    <p className="soft">{graduate.schoolName}</p>
    <ul className="stack">
      {graduate.modules.map(({ key, title, open }) => {
        const page = open ? pages[key] : undefined;
        return (
          <li key={key}>
            {page ? (
              <Link href={page.to} className="card card-link">
                <span className="card-link-words">
                  <span className="card-title">{title}</span>
                  <span className="note">{page.what}</span>
                </span>
                <Icon name="onward" />
              </Link>
            ) : (
              <div className="card card-link card-closed">
                <span className="card-link-words">
                  <span className="card-title">{title}</span>
                  <span className="note">学校尚未开放</span>
                </span>
                <Icon name="lock" />
              </div>
            )}
          </li>
        );
      })}
    </ul>
    {graduate.modules.length === 0 && (
      <section className="card empty">
        <p>学校尚未开放任何功能模块。开放时间请咨询学校就业部门。</p>
      </section>
    )}
  </Page>
);
