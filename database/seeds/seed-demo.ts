/** Fills a fresh database with what the demonstration needs before anybody has done anything: regions, a school, accounts, two employers. */

import { createAccount } from '#server/accounts/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Database, statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { pinyinOf } from '#server/receivers/index.ts';
import { demoAccounts, demoDepartments, demoEmployers, demoMajors, demoProvince, demoSchool } from '../demo/demo.ts';
import { fillReceivers } from './fill-receivers.ts';
import { fillRegions } from './fill-regions.ts';

const schoolId = 1;

const hasSchool = statement<{ found: boolean }>('seed.has_school', 'select exists (select from school where id = $1) as found');
const insertProvince = statement('seed.province', 'insert into province (code, name) values ($1, $2) on conflict do nothing');
const insertSchool = statement(
  'seed.school',
  'insert into school (id, code, name, province_code, settings) values ($1, $2, $3, $4, $5)',
);
const insertDepartment = statement(
  'seed.department',
  'insert into department (school_id, id, name, majors) values ($1, $2, $3, $4)',
);
const insertEmployer = statement<{ id: number }>(
  'seed.employer',
  `insert into employer (name, uscc, state, submitted_sealed, submitted_at, certified_sealed, qualified_at, created_at, updated_at,
     name_letters, name_initials)
   values ($1, $2, $3, $4, $5, $4, $5, $5, $5, $6, $7) returning id`,
);
const insertEmployerHistory = statement(
  'seed.employer_history',
  `insert into employer_history (employer_id, seq, at, action, to_state) values ($1, 1, $2, 'approve', $3)`,
);

async function fillSchool(tx: Transaction): Promise<void> {
  await tx.execute(insertProvince, [demoProvince.code, demoProvince.name]);
  const settings = JSON.stringify({ helpContact: `${demoSchool.name}就业指导中心 ${demoSchool.phone}` });
  await tx.execute(insertSchool, [schoolId, demoSchool.code, demoSchool.name, demoSchool.provinceCode, settings]);
  for (const { code, name } of demoDepartments) {
    const majors = demoMajors
      .filter(({ department }) => department === name)
      .map(major => ({ code: major.code, name: major.name }));
    await tx.execute(insertDepartment, [schoolId, Number(code), name, JSON.stringify(majors)]);
  }
}

async function fillAccounts(tx: Transaction, vault: Vault, now: Date): Promise<void> {
  const departmentIds = (names: readonly string[]) =>
    demoDepartments.filter(({ name }) => names.includes(name)).map(({ code }) => Number(code));
  for (const { kind, login, name, password, totpSecret, departments } of demoAccounts) {
    if (kind === 'anyone' || kind === 'graduate') continue;
    const ofSchool = kind === 'department' || kind === 'school' || kind === 'schoolAdmin';
    await createAccount(tx, vault, {
      ...{ kind, login, name, password, totpSecret, now },
      schoolId: ofSchool ? schoolId : undefined,
      departmentIds: departmentIds(departments),
      provinceCode: kind === 'province' ? demoProvince.code : undefined,
    });
  }
  for (const { password, ...organisation } of demoEmployers) {
    const sealed = vault.sealJson(organisation);
    const { letters, initials } = pinyinOf(organisation.name);
    const known = [organisation.name, organisation.uscc, 'qualified', sealed, now, letters, initials];
    const { id } = await tx.one(insertEmployer, known);
    await tx.execute(insertEmployerHistory, [id, now, 'qualified']);
    const { contactMobile: phone, contactName: name } = organisation;
    await createAccount(tx, vault, { kind: 'employerAdmin', login: phone, name, password, employerId: id, phone, now });
  }
}

/** Does nothing where the school is there already. */
export async function seedDemo(database: Database, vault: Vault, now: Date): Promise<boolean> {
  const { found } = await database.one(hasSchool, [schoolId]);
  if (found) return false;
  await database.transaction(async tx => {
    await fillRegions(tx);
    await fillSchool(tx);
    await fillAccounts(tx, vault, now);
    await fillReceivers(tx, { schoolId, operator: 'operator', admin: 'donghai-admin', now });
  });
  return true;
}
