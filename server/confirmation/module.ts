import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { compare } from './compare-with-registry.ts';

/** 登记确认. */
export const confirmationModule = (platform: Platform, registry: EmploymentRegistry): Module => ({
  jobs: [compare(platform, registry)],
});
