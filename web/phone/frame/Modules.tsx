import { Link } from 'wouter';
import { Icon } from '#web/phone/kit/Icon.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import type { Graduate } from '#web/phone/kit/use-me.ts';
import { modules } from './modules.ts';

/** 选择功能模块. Closed ones are shown as closed. */
export const Modules = ({ graduate }: { readonly graduate: Graduate }) => (
  <Page title="选择功能模块">
    <p className="soft">{graduate.schoolName}</p>
    <ul className="stack">
      {graduate.modules.map(({ key, title, open }) => {
        const page = open ? modules.find(module => module.card?.key === key)?.card : undefined;
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
