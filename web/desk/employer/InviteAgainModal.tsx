import { InputNumber, Modal } from 'antd';
import { useId, useState } from 'react';
import { formatBeijing } from '#domain/dates.ts';
import { invitedAtMost } from '#domain/flows/invite-again.ts';
import { validityDays } from '#domain/forms/invitation-form.ts';
import { respondBy } from '#domain/forms/respond-by.ts';

interface Props {
  readonly names: readonly string[];
  readonly onClose: () => void;
  readonly onSend: (validityDays: number) => void;
}
const namesShown = 5;

/** 再次邀请: what is sent once more, and how long the graduates have to answer. */
export function InviteAgainModal({ names, onClose, onSend }: Props) {
  const [days, setDays] = useState<number>(validityDays.usual);
  const id = useId();
  const who =
    names.length > namesShown ? `${names.slice(0, namesShown).join('、')} 等 ${names.length} 位毕业生` : names.join('、');
  return (
    <Modal
      open
      title={`再次邀请${names.length > 1 ? ` ${names.length} 位毕业生` : names[0]}`}
      okText={names.length > 1 ? `发送 ${names.length} 份邀请` : '发送邀请'}
      onCancel={onClose}
      onOk={() => onSend(days)}
    >
      {names.length > 1 ? <p>{who}</p> : null}
      <p>
        按上一份邀请的协议内容重新发出，单位信息以现行认证信息为准。需要修改内容的，请在「签约邀请」中另行填写。同一毕业生{' '}
        {invitedAtMost.days} 天内最多邀请 {invitedAtMost.times} 次。
      </p>
      <p>
        <label htmlFor={id}>应约有效期（天）</label>{' '}
        <InputNumber
          id={id}
          min={validityDays.least}
          max={validityDays.most}
          precision={0}
          value={days}
          onChange={value => setDays(value ?? validityDays.usual)}
        />
      </p>
      <p className="quiet" role="status">
        应约截止时间为 {formatBeijing(respondBy(new Date(), days), 'minute')}（北京时间）
      </p>
    </Modal>
  );
}
