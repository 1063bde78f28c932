import type { Refused } from '#domain/refusals.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { type Asking, type Moved, moveRequest } from '#server/requests/index.ts';
import type { HandedIn, QualificationKind } from './qualification-kind.ts';

export interface SubmitOrganisation extends HandedIn, Asking {
  readonly employerId: number;
  readonly version: number;
}

/** Hands the organisation's data in for qualification. What was certified before counts until these are. */
export async function submitOrganisation(
  platform: Platform,
  kind: QualificationKind,
  { employerId, version, organisation, licenceFileId, ...asking }: SubmitOrganisation,
): Promise<Moved | Refused> {
  const regions = await loadRegions(platform.database);
  if (!regions.has(organisation.regionCode)) return invalidFields({ 'organisation.regionCode': '请选择单位所在地' });
  const given = { handedIn: { organisation, licenceFileId } };
  return moveRequest(platform, kind, { ref: { schoolId: null, id: employerId }, action: 'submit', version, given, ...asking });
}
