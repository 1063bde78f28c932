import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { codeOf, NoAnswer, sentenceFor } from '../api/api.ts';
import { Notice } from './Notice.tsx';

type NothingCode = 'not-allowed' | 'not-found' | 'nothing-to-do';
const nothing: Readonly<Record<NothingCode, { title: string; text: string }>> = {
  'not-allowed': { title: '没有此项权限', text: '您的账号不能打开这个页面。如需办理，请联系本校（本单位）的管理员。' },
  'not-found': { title: '未找到', text: '内容不存在，或不在您的权限范围内。' },
  'nothing-to-do': { title: '没有可以办理的功能', text: '这类账号目前没有可以办理的功能，可以查看消息和登录会话。' },
};

export function NothingHere({ code, back }: { readonly code: NothingCode; readonly back?: ReactNode }) {
  const { title, text } = nothing[code];
  return (
    <Notice kind="info" title={title} text={text}>
      {code === 'nothing-to-do' ? null : (back ?? <Link href="/">返回首页</Link>)}
    </Notice>
  );
}

const isNothing = (code: string | undefined): code is NothingCode => code === 'not-allowed' || code === 'not-found';

interface Props {
  readonly error: unknown;
  readonly retry: () => void;
  readonly back?: ReactNode;
}

/** Shown in place of a page's data: what went wrong, and what to do. */
export function Failure({ error, retry, back }: Props) {
  const code = codeOf(error);
  if (isNothing(code)) return <NothingHere code={code} {...(back ? { back } : {})} />;
  return (
    <Notice kind="warning" title={error instanceof NoAnswer ? '网络没有回应' : '暂时无法显示'} text={sentenceFor(error)}>
      <Button type="primary" onClick={retry}>
        重试
      </Button>
    </Notice>
  );
}
