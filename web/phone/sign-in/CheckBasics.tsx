import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CallableText } from '#web/common/CallableText.tsx';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { SectionRows } from '#web/common/SectionRows.tsx';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Page } from '#web/phone/kit/Page.tsx';
import { signOut } from '#web/phone/kit/sign-out.ts';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { type Graduate, meKey } from '#web/phone/kit/use-me.ts';

/** 核对基本信息, once per cohort. Graduate guide §2. */
export function CheckBasics({ graduate }: { readonly graduate: Graduate }) {
  const queries = useQueryClient();
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['basic-information', graduate.cohort],
    queryFn: ({ signal }) => call('GET /api/graduate/basic-information', { signal }),
  });
  const confirming = useIdempotentCommand(
    (_: undefined, key) => call('POST /api/graduate/basic-information/confirmation', { key }),
    () => queries.invalidateQueries({ queryKey: meKey }),
  );
  const leaving = useMutation({ mutationFn: signOut });
  if (isPending) return <Loading title="核对基本信息" />;
  if (!data) return <Failed title="核对基本信息" error={error} onRetry={refetch} />;
  const failure = confirming.error ?? leaving.error;
  return (
    <Page
      title="核对基本信息"
      bar={
        <>
          {failure && <ProblemNotice error={failure} />}
          <button
            type="button"
            className="button button-main button-wide"
            disabled={confirming.isPending}
            onClick={() => confirming.mutate(undefined)}
          >
            {confirming.isPending ? '正在提交' : '信息确认无误，进入系统'}
          </button>
          <button type="button" className="button button-wide" disabled={leaving.isPending} onClick={() => leaving.mutate()}>
            退出
          </button>
        </>
      }
    >
      <section className="card stack">
        <p>您好。请先核对您的毕业生信息是否正确。确认后的信息将显示在电子就业协议书上，有误会影响后续签约。</p>
        <p>
          <strong>信息有误</strong>：请联系学校就业部门更正
          <CallableText text={`${data.contact && `（${data.contact}）`}，更正后再确认。`} />
        </p>
        <p>
          <strong>手机号码、电子邮箱有误</strong>：请登录学信网，在账号信息中修改，再重新登录。
        </p>
      </section>
      <SectionRows section={data.section} />
    </Page>
  );
}
