import type { z } from 'zod';
import type { createDepartment } from '#contract/routes/accounts.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Queryable, sqlState, violatedConstraint } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type DepartmentRow, insertDepartment, updateDepartment } from './department-store.ts';

/** Who writes, and for which school. */
export interface Writer {
  readonly schoolId: number;
  readonly actor: Actor;
  readonly addressPrefix: string;
}
type DepartmentForm = z.output<typeof createDepartment.body>;

/** Adds a department, or changes the name and the majors of one. Graduates and accounts keep theirs: they hang on its number. */
export async function writeDepartment(
  platform: Platform,
  { schoolId, actor, addressPrefix }: Writer,
  form: DepartmentForm,
  id?: number,
): Promise<DepartmentRow | Refused> {
  const codes = form.majors.map(({ code }) => code);
  if (new Set(codes).size < codes.length) return invalidFields({ majors: '有重复的专业代码，请删除其中一个' });
  const write = (tx: Queryable) =>
    id === undefined
      ? tx.first(insertDepartment, [schoolId, form.name, JSON.stringify(form.majors)])
      : tx.first(updateDepartment, [schoolId, id, form.name, JSON.stringify(form.majors)]);
  try {
    return await platform.database.transaction(async tx => {
      const written = await write(tx);
      if (!written) return refuse('not-found');
      const event = {
        at: platform.clock.now(),
        schoolId,
        actor: actorKey(actor),
        action: 'department-changed',
        object: `department:${written.id}`,
        addressPrefix,
        detail: form,
      } as const;
      await recordAuditEvent(tx, event, platform.vault);
      return written;
    });
  } catch (error) {
    if (sqlState(error) !== '23505') throw error;
    // Two at once drew the same number: the second is asked to send again.
    return violatedConstraint(error) === 'department_name_unique'
      ? invalidFields({ name: '已有同名院系，请换一个名称' })
      : refuse('changed-meanwhile');
  }
}
