import { Button } from 'antd';
import { nameOf } from '#domain/codes/code-table.ts';
import { formatBeijing } from '#domain/dates.ts';
import { type AgreementField, agreementFields, agreementGroups } from '#domain/forms/agreement-fields.ts';
import type { CodeInvitationForm, InvitationForm } from '#domain/forms/invitation-form.ts';
import { respondBy } from '#domain/forms/respond-by.ts';
import { groupInvitationCode } from '#domain/identifiers/invitation-code.ts';
import type { Regions } from '#web/desk/kit/forms/region-tree.ts';
import { useRegions } from '#web/desk/kit/forms/use-regions.ts';
import { FootFault } from '#web/desk/kit/page/FootFault.tsx';
import { Sections } from '#web/desk/kit/page/Sections.tsx';
import type { Whose } from './WhomFields.tsx';

const fields: readonly AgreementField[] = agreementFields;

function shown(field: AgreementField, value: unknown, regions: Regions | undefined): string {
  if (typeof value !== 'string' || value === '') return '--';
  if (field.codeTable) return nameOf(field.codeTable, value) ?? value;
  if (field.kind === 'region') return regions?.path(value) ?? value;
  if (field.kind === 'date') return formatBeijing(new Date(`${value}T00:00:00+08:00`), 'day');
  return value;
}

export type Invitation = InvitationForm | (CodeInvitationForm & { readonly whose: Whose | undefined });

const whomRows = (invitation: Invitation) =>
  'code' in invitation
    ? [
        { key: 'name', label: '毕业生姓名', value: invitation.whose?.graduateName ?? '' },
        { key: 'school', label: '学校', value: invitation.whose?.schoolName ?? '' },
        { key: 'code', label: '签约码', value: groupInvitationCode(invitation.code) },
      ]
    : [
        { key: 'name', label: '毕业生姓名', value: invitation.graduateName },
        { key: 'id', label: '身份证号', value: invitation.idNumber },
      ];

interface Props {
  readonly invitation: Invitation;
  readonly sending: boolean;
  readonly fault: string | undefined;
  readonly onBack: () => void;
  readonly onSend: () => void;
}

/** What will be sent, as the graduate will read it. */
export function ConfirmInvitation({ invitation, sending, fault, onBack, onSend }: Props) {
  const { regions } = useRegions();
  const { validityDays, agreement } = invitation;
  const deadline = `${formatBeijing(respondBy(new Date(), validityDays), 'minute')}（北京时间）`;
  const sections = [
    {
      title: '毕业生',
      rows: [
        ...whomRows(invitation),
        { key: 'days', label: '应约有效期', value: `${validityDays} 天` },
        { key: 'until', label: '应约截止时间', value: deadline },
      ],
    },
    ...agreementGroups.map(group => ({
      title: group,
      rows: fields
        .filter(field => field.group === group)
        .map(field => ({ key: field.key, label: field.label, value: shown(field, agreement[field.key], regions) })),
    })),
  ];
  return (
    <>
      <Sections sections={sections} />
      <div className="form-foot">
        <FootFault sentence={fault} />
        <Button type="primary" onClick={onSend} loading={sending}>
          发送邀请
        </Button>
        <Button onClick={onBack} disabled={sending}>
          返回修改
        </Button>
        <span className="quiet">发送后不能修改；应约前可以撤回，另发一份。</span>
      </div>
    </>
  );
}
