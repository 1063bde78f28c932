import { Link } from 'wouter';
import { type TransferKind, transferKinds } from '#domain/transfers/kinds.ts';
import { Page } from '#web/phone/kit/Page.tsx';
import { FormPage } from './FormPage.tsx';
import { RecordPage } from './RecordPage.tsx';
import { RequestPage } from './RequestPage.tsx';

interface Props {
  readonly page: 'record' | 'form' | 'request';
  readonly kind: string;
  readonly id: string | undefined;
}

const isKind = (kind: string): kind is TransferKind => transferKinds.some(one => one === kind);

export function Pages({ page, kind, id }: Props) {
  const request = id === undefined ? undefined : Number(id);
  if (!isKind(kind) || Number.isNaN(request)) return <Nothing />;
  if (page === 'record') return <RecordPage kind={kind} />;
  if (page === 'form') return <FormPage kind={kind} request={request} />;
  return request === undefined ? <Nothing /> : <RequestPage kind={kind} id={request} />;
}

const Nothing = () => (
  <Page title="没有这个页面" back="/">
    <section className="card empty">
      <p>地址可能输入有误，或页面已移动。</p>
      <Link href="/" className="button">
        返回首页
      </Link>
    </section>
  </Page>
);
