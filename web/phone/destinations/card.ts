import type { ModuleCard } from '#web/phone/kit/module.ts';

export const destinationsCard: ModuleCard = {
  key: 'destinations',
  to: '/destinations',
  what: '回应签约邀请，查看登记记录与审核进度',
  whenClosed: '学校尚未开放填报；可查看登记记录与审核进度',
};
