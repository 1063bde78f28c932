import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { type PortalOptions, signInRoutes } from './routes.ts';

const sweeps = [
  { days: 1, statement: statement('sign-in.sweep_sms_codes', 'delete from sms_code where sent_at < $1') },
  { days: 2, statement: statement('sign-in.sweep_failures', 'delete from sign_in_failure where last_at < $1') },
];

/** 学信网, WeChat, password and second factor; what a graduate must confirm first. */
export const signInModule = (platform: Platform, portal: PortalOptions): Module => ({
  routes: signInRoutes(platform, portal),
  sweeps,
});
