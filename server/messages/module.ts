import { handle } from '#server/platform/jobs/worker.ts';
import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { deliverMessage } from './deliver-message.ts';
import { deliver } from './post-message.ts';
import { messageRoutes } from './routes.ts';

export const messagesModule = (platform: Platform): Module => ({
  routes: messageRoutes(platform),
  jobs: [handle(deliver, ({ deliveryId }) => deliverMessage(platform, deliveryId))],
});
