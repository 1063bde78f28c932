import { useQuery } from '@tanstack/react-query';
import { CallableText } from '#web/common/CallableText.tsx';
import { call } from '#web/common/client.ts';
import { exactTime } from '#web/common/format.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { SectionRows } from '#web/common/SectionRows.tsx';
import { Skeleton } from '#web/common/Skeleton.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import type { Graduate, Me } from '#web/phone/kit/use-me.ts';
import { Sessions } from './Sessions.tsx';
import { Wechat } from './Wechat.tsx';

/** 个人信息. */
export const Profile = ({ me, graduate }: { readonly me: Me; readonly graduate: Graduate }) => (
  <Page title="个人信息" back="/">
    <Basics graduate={graduate} />
    <Wechat bound={graduate.wechatBound} name={me.name} />
    <Sessions />
  </Page>
);

function Basics({ graduate }: { readonly graduate: Graduate }) {
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['basic-information', graduate.cohort],
    queryFn: ({ signal }) => call('GET /api/graduate/basic-information', { signal }),
  });
  if (isPending) return <Skeleton />;
  if (!data) return <ProblemNotice error={error} onRetry={refetch} />;
  return (
    <>
      <SectionRows section={data.section} />
      <p className="note">
        {data.checkedAt && `您已于${exactTime(data.checkedAt)}确认以上信息。`}
        如有误，请联系学校就业部门更正
        <CallableText text={data.contact && `（${data.contact}）`} />
        ；手机号码、电子邮箱请在学信网账号信息中修改，再重新登录。
      </p>
    </>
  );
}
