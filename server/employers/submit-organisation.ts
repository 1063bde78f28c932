import { z } from 'zod';
import { decide } from '#domain/flow/decide.ts';
import { employerQualification } from '#domain/flows/employer-qualification.ts';
import type { EmployerRegistration } from '#domain/forms/employer-registration.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Actor } from '#server/platform/http/actor.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import { once } from '#server/platform/once.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Transaction, violatedConstraint } from '#server/platform/postgres.ts';
import { loadRegions } from '#server/platform/regions.ts';
import { caseOf, factsAt } from './qualification.ts';
import { type EmployerRow, findLicence, insertHistory, lockEmployer, writeSubmission } from './store.ts';

export interface SubmitOrganisation {
  readonly employerId: number;
  readonly version: number;
  readonly organisation: EmployerRegistration;
  readonly licenceFileId: string;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
const submitted = z.object({ employerId: z.number() });

/** Hands the organisation's data in for qualification. What was certified before stands until these are. */
export async function submitOrganisation(
  platform: Platform,
  command: SubmitOrganisation,
): Promise<{ readonly employerId: number } | Refused> {
  const { employerId, version, organisation, licenceFileId, actor, key } = command;
  const { database, clock } = platform;
  const regions = await loadRegions(database);
  if (!regions.has(organisation.regionCode)) return invalidFields({ 'organisation.regionCode': '请选择单位所在地' });
  const content = ['organisation', employerId, version, organisation, licenceFileId];
  try {
    return await once(database, { actor: actorKey(actor), key, content, now: clock.now() }, submitted.parse, tx =>
      submit(platform, tx, command),
    );
  } catch (error) {
    if (violatedConstraint(error) === 'employer_uscc_claimed') return refuse('uscc-taken');
    throw error;
  }
}

async function submit(
  { vault, clock }: Platform,
  tx: Transaction,
  command: SubmitOrganisation,
): Promise<{ readonly employerId: number } | Refused> {
  const { employerId, version, organisation, licenceFileId, actor, addressPrefix } = command;
  const now = clock.now();
  const employer = await tx.one(lockEmployer, [employerId]);
  if (employer.version !== version) return refuse('changed-meanwhile');
  if (changesIdentity(employer, organisation))
    return invalidFields({ 'organisation.uscc': '已通过资质审核的单位不能更换统一社会信用代码，请用另一手机号码重新注册' });
  if (!(await tx.first(...findLicence({ kind: 'employer', employerId }, [licenceFileId])))) return refuse('file-missing');
  const decision = decide(employerQualification, caseOf(employer.state), 'submit', ['employer'], factsAt(now));
  if (decision.refused) return { refused: decision.refused, instead: decision.instead };

  const state = decision.to.id;
  const sealed = vault.sealJson(organisation);
  const { uscc, name } = organisation;
  await tx.execute(writeSubmission, [employerId, version, state, sealed, licenceFileId, now, uscc, name]);
  await tx.execute(insertHistory, [employerId, now, 'submit', actor.accountId, state, null]);
  const object = `employer:${employerId}`;
  await recordAuditEvent(tx, { at: now, actor: actorKey(actor), action: 'organisation-submitted', object, addressPrefix }, vault);
  return { employerId };
}

/** Another code is another organisation; agreements have been signed in the name of this one. */
const changesIdentity = (employer: EmployerRow, { uscc }: EmployerRegistration): boolean =>
  employer.certifiedSealed !== null && employer.uscc !== uscc;
