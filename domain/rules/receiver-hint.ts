/** 国办发〔2022〕13号: who may receive a graduate's archive. */
import { archiveTransferTypes } from '../codes/archive-transfer-types.ts';
import { findEntry, nameOf } from '../codes/code-table.ts';
import { employerNature } from '../codes/employer-nature.ts';

/** By where the archive usually goes for an employer's nature, and the type that was chosen; a pair without a line is usual. */
const hints: Readonly<Record<string, Readonly<Record<string, (nature: string) => string>>>> = {
  // Public bodies and state-owned enterprises keep archives themselves, or the authority above them does.
  employer_unit: {
    托管单位接收: nature =>
      `性质为「${nature}」的单位一般自行接收毕业生档案。请先向单位确认；由托管单位代为保管的，可以照此填写。`,
    转回生源地: nature => `性质为「${nature}」的单位一般自行接收毕业生档案。请先向单位确认；单位不接收的，可以转回生源地。`,
  },
  // Private and foreign-funded employers, and social organisations, have no authority to keep them.
  public_talent_service: {
    签约单位接收: nature => noAuthority(nature),
    上级主管单位接收: nature => noAuthority(nature),
  },
};
const noAuthority = (nature: string) =>
  `性质为「${nature}」的单位一般没有档案管理权限，不能直接接收毕业生档案，应转到就业地或户籍地（生源地）的公共就业人才服务机构。请核对接收单位；确有权限的，可以照此填写。`;

/**
 * A sentence where the employer's nature points to another receiver than the chosen type (codes of 单位性质 and 档案转递类型); undefined
 * where it does not, or one of them is not known. It informs, and stops nobody.
 */
export function receiverHint(nature: string | undefined, transferType: string | undefined): string | undefined {
  const employer = findEntry(employerNature, nature ?? '');
  const type = nameOf(archiveTransferTypes, transferType ?? '');
  if (!employer || !type) return undefined;
  return hints[employer.archiveGuidance]?.[type]?.(employer.name);
}
