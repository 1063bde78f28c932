import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { employerCaseRoutes } from './routes.ts';

/** 首页, 签约管理 and 解约管理 of an employer. */
export const employerDeskModule = (platform: Platform): Module => ({ routes: employerCaseRoutes(platform) });
