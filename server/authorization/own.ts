import { authorizationObstacle } from '#domain/authorization/authorize.ts';
import type { RefusalCode } from '#domain/refusals.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { ScopeOf } from '#server/platform/scope/scope.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import type { VersionedSettings } from '#server/schools/index.ts';
import type { FormGraduate } from '#server/verification/index.ts';
import type { OwnRow } from './store.ts';

export interface Authorizing {
  readonly platform: Platform;
  readonly registry: EmploymentRegistry;
}
export type Own = ScopeOf<'graduate'>;

/** Why this graduate can authorize nothing now. */
export const obstacleOf = (
  { isLapsed, graduatesIn }: FormGraduate,
  { confirmation }: Pick<OwnRow, 'confirmation'>,
  settings: VersionedSettings,
  now: Date,
): RefusalCode | undefined =>
  authorizationObstacle({ state: confirmation, isLapsed, isModuleOpen: settings.modules.authorization, graduatesIn }, now);
