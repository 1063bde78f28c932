import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { type Answer, call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { securityQuery } from './queries.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { RemoveSecondFactor, SetUpSecondFactor } from './SecondFactor.tsx';

type Security = Answer<'GET /api/account/security'>;

/** 账号安全: password and second factor of one's own. */
export default function SecurityPage() {
  const security = useQuery(securityQuery);
  const { message } = App.useApp();
  return (
    <>
      <PageHead title="账号安全" note="修改密码或绑定动态口令后，其他设备上的会话随之结束。">
        <Link href="/sessions">我的登录会话</Link>
      </PageHead>
      <Loaded query={security}>
        {data => (
          <div className="narrow">
            <section className="card">
              <h2>修改密码</h2>
              <PasswordForm onDone={() => message.success('密码已修改')} />
            </section>
            <SecondFactorCard security={data} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function SecondFactorCard({ security }: { readonly security: Security }) {
  const { secondFactor, secondFactorRequired } = security;
  const [open, setOpen] = useState<'set' | 'remove'>();
  const { message } = App.useApp();
  const done = (words: string) => () => {
    setOpen(undefined);
    message.success(words);
  };
  return (
    <section className="card">
      <h2>动态口令</h2>
      <p className="buttons below">
        {secondFactor ? <StateTag tone="inForce" label="已绑定" /> : <StateTag tone="waiting" label="未绑定" />}
        <span className="quiet">登录时除密码外，再输入手机验证器应用上的 6 位数字。</span>
      </p>
      {open === undefined ? (
        <p className="buttons">
          <Button type={secondFactor ? 'default' : 'primary'} onClick={() => setOpen('set')}>
            {secondFactor ? '更换手机，重新绑定' : '绑定动态口令'}
          </Button>
          {secondFactor && !secondFactorRequired ? (
            <Button danger onClick={() => setOpen('remove')}>
              解除动态口令
            </Button>
          ) : null}
          {secondFactor && secondFactorRequired ? <span className="quiet">{security.kindName}必须使用动态口令。</span> : null}
        </p>
      ) : null}
      {secondFactor && open === undefined ? <RecoveryCodesLine security={security} /> : null}
      {open === 'set' ? <SetUpSecondFactor onDone={done('动态口令已绑定，下次登录时使用')} /> : null}
      {open === 'remove' ? <RemoveSecondFactor onDone={done('动态口令已解除')} /> : null}
    </section>
  );
}

/** How many recovery codes are left, and ten new ones. */
function RecoveryCodesLine({ security }: { readonly security: Security }) {
  const [codes, setCodes] = useState<readonly string[]>();
  const { modal, message } = App.useApp();
  const queryClient = useQueryClient();
  const left = security.recoveryCodesLeft;
  const renew = async () => {
    try {
      const made = await call('POST /api/account/recovery-codes');
      setCodes(made.recoveryCodes);
      queryClient.setQueryData(securityQuery.queryKey, made.security);
    } catch (error) {
      message.warning(sentenceFor(error), 8);
    }
  };
  const ask = () =>
    void modal.confirm({
      title: '重新生成恢复码？',
      content: '将生成 10 个新的恢复码，原有的立即失效。',
      okText: '重新生成',
      onOk: renew,
    });
  if (codes)
    return (
      <div className="above">
        <RecoveryCodes codes={codes} word="已保存" onDone={() => setCodes(undefined)} />
      </div>
    );
  return (
    <p className="buttons above">
      <span>
        恢复码还剩 {left} 个{left === 0 ? '，请重新生成' : left <= 3 ? '，建议重新生成' : ''}
      </span>
      <Button onClick={ask}>重新生成恢复码</Button>
    </p>
  );
}
