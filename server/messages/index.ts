import { handle, type JobHandler } from '#server/platform/jobs-worker.ts';
import type { Platform } from '#server/platform/platform.ts';
import { deliverMessage } from './deliver-message.ts';
import { deliver } from './post-message.ts';

export { type Message, postMessage } from './post-message.ts';
export { countUnknownDeliveries, countUnread } from './queries.ts';
export { queueRoutes, type TaskTitles } from './queue-routes.ts';
export { messageRoutes } from './routes.ts';

export const messageJobs = (platform: Platform): JobHandler[] => [
  handle(deliver, ({ deliveryId }) => deliverMessage(platform, deliveryId)),
];
