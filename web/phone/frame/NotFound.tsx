import { Link } from 'wouter';
import { Page } from '#web/phone/kit/Page.tsx';

export const NotFound = () => (
  <Page title="没有这个页面" back="/">
    <section className="card empty">
      <p>地址可能输入有误，或页面已移动。</p>
      <Link href="/" className="button">
        返回首页
      </Link>
    </section>
  </Page>
);
