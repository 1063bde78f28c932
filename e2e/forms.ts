/** A form with its code, as a graduate gives it out: made as the product makes it, beside the running one. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { createVault } from '#server/platform/base/crypto.ts';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres/embedded-postgres.ts';
import { openDatabase, unnamed } from '#server/platform/postgres/postgres.ts';
import { createStatements } from '#server/platform/statements/statements.ts';
import { makeGraduate } from '#server/testing/platform.ts';
import { endCodes, issueCodes, qrOfForm } from '#server/verification/index.ts';
import { demoKeys } from '../scripts/demo-config.ts';
import type { World } from './world.ts';

const statementKeys = z.object({ keys: z.record(z.string(), z.string()), current: z.string() });
const newest = unnamed<{ formNumber: string; codeSealed: Buffer; tokenSealed: Buffer }>(
  'select form_number, code_sealed, token_sealed from verification_code order by id desc limit 1',
);
const findDepartment = unnamed<{ schoolId: number; id: number }>(
  'select school_id, id from department order by school_id, id limit 1',
);

export interface IssuedForm {
  readonly name: string;
  readonly code: string;
  readonly formNumber: string;
  /** What a scanner reads. */
  readonly url: string;
  /** The graduate ends the authorization. */
  end(): Promise<void>;
}

/** Of graduates who are nobody else's in the journey. */
const people = {
  archive: { name: '欧阳㛃', idNumber: '350203200411029997', examNumber: '23350000098801' },
  hukou: { name: '古丽·艾山', idNumber: '350203200411029989', examNumber: '23350000098802' },
} as const;

/** Its graduate and what the form says are made up here. */
export async function issueForm(world: World, { kind, now }: { kind: TransferKind; now: Date }): Promise<IssuedForm> {
  const { ownerUrl } = await startEmbeddedPostgres(join(world.home, 'postgres'));
  const vault = createVault(await demoKeys(world.home));
  const keys = statementKeys.parse(JSON.parse(await readFile(join(world.home, 'statement-keys.json'), 'utf8')));
  const database = openDatabase(ownerUrl);
  try {
    const { schoolId, id: departmentId } = await database.one(findDepartment);
    const { name } = people[kind];
    const { graduateId } = await makeGraduate(database, vault, { ...people[kind], schoolId, departmentId, now });
    const basics = { name, gender: '2', originRegion: '350203', schoolName: '东海大学', majorName: '计算机科学与技术' };
    const content = {
      basics: { ...basics, educationLevel: '31', graduatesIn: '202706' },
      destination: {
        ...{ destinationType: '10.01', destinationCategory: '10', employerName: '福州三坊㛃光文化创意有限公司' },
        employerRegionCode: '350102',
      },
      transfer:
        kind === 'archive'
          ? {
              ...{ transferType: '2', receiverName: '福州市鼓楼区人力资源公共服务中心', receiverRegionCode: '350102' },
              ...{
                receiverAddress: '东街 1 号 3 层',
                receiverPostcode: '350001',
                receiverContact: '档案科',
                receiverPhone: '0591-65250001',
              },
            }
          : { transferType: '2', moveToRegionCode: '350102', moveToAddress: '东街 1 号' },
    };
    const expiresAt = new Date(now.getTime() + 90 * 86_400_000);
    const end = { schoolId, graduateIds: [graduateId], now };
    await database.transaction(tx =>
      issueCodes(tx, vault, {
        ...{ schoolId, purpose: 'authorization', accountId: null, now },
        issues: [{ graduateId, kind, content, expiresAt }],
      }),
    );
    const { formNumber, codeSealed, tokenSealed } = await database.one(newest);
    const token = vault.open(tokenSealed);
    return {
      name,
      code: vault.open(codeSealed),
      formNumber,
      url: await qrOfForm(
        { publicUrl: world.url, statements: createStatements(keys), database },
        { kind, token, formNumber, content },
      ),
      async end() {
        const again = openDatabase(ownerUrl);
        await again.transaction(tx => endCodes(tx, { ...end, reason: 'graduate' }));
        await again.close();
      },
    };
  } finally {
    await database.close();
  }
}
