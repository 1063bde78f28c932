import { Alert } from 'antd';
import { Link } from 'wouter';
import { useMe } from '#web/desk/kit/session/session.ts';

/** Why no invitation can be sent yet, and a link to what is missing. */
export function NotQualified() {
  const employer = useMe().employer;
  const begun = employer?.state !== null && employer?.state !== undefined;
  return (
    <Alert
      type="warning"
      showIcon
      className="door-alert"
      title={
        begun
          ? `单位资质：${employer.stateLabel}。通过资质审核后即可发送签约邀请。`
          : '请先填写单位信息并提交资质审核，通过后即可发送签约邀请。'
      }
      description={<Link href="/employer/organisation">前往单位信息</Link>}
    />
  );
}
