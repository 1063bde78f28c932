/** What is reported of a graduate, by the codes of the record. */
import type { PartContent } from '#domain/reported/parts.ts';

export const destination: PartContent = {
  destinationCategory: '10',
  destinationType: '10.01',
  employerName: '厦门第七座桥软件技术有限公司',
  employerRegionCode: '350203',
  salary: '98765',
  contactMobile: '13900990001',
};
export const archive: PartContent = {
  transferType: '4',
  receiverName: '厦门市演示人才服务中心',
  receiverRegionCode: '350203',
  receiverAddress: '演示路 7 号',
  receiverPostcode: '361000',
  receiverContact: '档案科',
  receiverPhone: '0592-5550000',
};
