import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeTables } from '#domain/codes/code-tables.ts';
import { findRegion, regionPath } from '#domain/codes/regions.ts';
import { employerRegistration } from '#domain/forms/employer-registration.ts';
import { ownReceiverForm, receiverForm, regionFaultsOf } from '#domain/forms/receiver.ts';
import { mergeRosterRow, parseRosterRow, type RosterContext } from '#domain/forms/roster-row.ts';
import { checkIdCard } from '#domain/identifiers/id-card.ts';
import { isMobile } from '#domain/identifiers/phone.ts';
import { checkUscc } from '#domain/identifiers/uscc.ts';
import { demoAccounts, demoCohort, demoDepartments, demoEmployers, demoGraduates, demoMajors, demoSchool } from '../demo/demo.ts';
import { inventEmployers } from '../demo/invented-employers.ts';
import { rareCharacters } from '../demo/invented-names.ts';
import { inventGraduates } from '../demo/invented-people.ts';
import { demoOffices, demoOwnOffices } from '../demo/receiving-offices.ts';
import { seedRegions, seedRegionTable } from '../regions/regions.ts';
import { sampleFaults, sampleRosterRows } from './sample-roster.ts';

const context: RosterContext = {
  cohort: demoCohort,
  regions: seedRegionTable,
  departments: new Map(demoDepartments.map(department => [department.name, department.code])),
  majors: new Map(demoMajors.map(major => [major.code, major.name])),
};
const options = { cohort: demoCohort, departments: demoDepartments, majors: demoMajors };
const rows = sampleRosterRows();

const faultsOf = (cells: Readonly<Record<string, string>>) => {
  const row = parseRosterRow(cells, context);
  if ('faults' in row) return row.faults;
  const whole = mergeRosterRow(undefined, row.ok);
  return 'faults' in whole ? whole.faults : [];
};

describe('regions', () => {
  it('hold every province, and a parent for whatever has one', () => {
    assert.equal(seedRegions.filter(region => region.level === 'province').length, 34);
    assert.ok(seedRegions.filter(region => region.level === 'city').length > 330);
    assert.ok(seedRegions.filter(region => region.level === 'county').length > 2_900);
    assert.equal(seedRegionTable.size, seedRegions.length);
    for (const region of seedRegions) {
      const parent = region.parent === undefined ? undefined : seedRegionTable.get(region.parent)?.level;
      assert.equal(parent, region.level === 'county' ? 'city' : region.level === 'city' ? 'province' : undefined, region.code);
    }
  });

  it('read as people write them', () => {
    assert.equal(regionPath(seedRegionTable, '350203'), '福建省厦门市思明区');
    assert.equal(regionPath(seedRegionTable, '441900'), '广东省东莞市');
    assert.equal(regionPath(seedRegionTable, '820000'), '澳门特别行政区');
    assert.ok(seedRegionTable.get('441900')?.leaf);
  });

  it('are found by their path again', () => {
    const leaves = [...seedRegionTable.values()].filter(region => region.leaf);
    for (const { code } of leaves)
      assert.equal(
        regionPath(seedRegionTable, findRegion(seedRegionTable, regionPath(seedRegionTable, code)) ?? ''),
        regionPath(seedRegionTable, code),
      );
  });
});

describe('the sample roster', () => {
  it('has 2,000 rows, the same each time', () => {
    assert.equal(rows.length, 2_000);
    assert.deepEqual(sampleRosterRows(), rows);
  });

  it('has exactly the 25 faulty rows that it names, each another kind', () => {
    const faulty = rows.flatMap((cells, row) => (faultsOf(cells).length > 0 ? [row] : []));
    assert.deepEqual(
      faulty,
      sampleFaults.map(fault => fault.row),
    );
    assert.equal(sampleFaults.length, 25);
    assert.equal(new Set(sampleFaults.map(fault => fault.why)).size, 25);
    for (const fault of sampleFaults) {
      const found = faultsOf(rows[fault.row] ?? {}).map(each => each.column);
      assert.deepEqual(found, [fault.column], fault.why);
    }
    assert.equal(new Set(sampleFaults.map(fault => faultsOf(rows[fault.row] ?? {})[0]?.message)).size, 25);
  });

  it('repeats no exam, student or ID number among the rows that are taken', () => {
    const taken = rows.filter(cells => faultsOf(cells).length === 0);
    for (const key of ['examNumber', 'idNumber', 'studentNumber', 'phone'] as const) {
      const values = taken.flatMap(cells => cells[key] ?? []);
      assert.equal(new Set(values).size, values.length, key);
    }
    for (const fault of sampleFaults.filter(each => each.cells.idNumber === undefined)) {
      assert.equal(rows.filter(cells => cells.idNumber === rows[fault.row]?.idNumber).length, 1, fault.why);
    }
  });

  it('holds every training mode, rare characters, dotted names, and every answer about hukou', () => {
    const taken = rows.filter(cells => faultsOf(cells).length === 0);
    for (const mode of codeTables.trainingMode)
      assert.ok(
        taken.some(cells => cells.trainingMode === mode.name),
        mode.name,
      );
    const share = (has: (name: string) => boolean) => taken.filter(cells => has(cells.name ?? '')).length / taken.length;
    const rare = share(name => rareCharacters.some(character => name.includes(character)));
    assert.ok(rare > 0.01 && rare < 0.06, String(rare));
    const dotted = share(name => name.includes('·'));
    assert.ok(dotted > 0.005 && dotted < 0.06, String(dotted));
    assert.deepEqual([...new Set(taken.map(cells => cells.hukouAtSchool ?? ''))].sort(), ['', '否', '是', '未知'].sort());
    assert.deepEqual([...new Set(taken.map(cells => cells.department))].length, demoDepartments.length);
  });

  it('begins with the graduates who can sign in', () => {
    for (const [place, graduate] of demoGraduates.entries()) {
      assert.equal(rows[place]?.name, graduate.name);
      assert.equal(rows[place]?.idNumber, graduate.idNumber);
      assert.equal(rows[place]?.phone, graduate.phone);
    }
  });
});

describe('invented people and employers', () => {
  it('are all right, for any seed', () => {
    for (const seed of [1, 7, 2028]) {
      const people = inventGraduates(500, seed, options);
      assert.deepEqual(people.flatMap(faultsOf), []);
      assert.equal(new Set(people.map(cells => cells.idNumber)).size, 500);
    }
    for (const employer of inventEmployers(300, 5)) {
      assert.equal(checkUscc(employer.uscc), undefined, employer.uscc);
      assert.equal(employerRegistration.safeParse(employer).success, true, employer.name);
      assert.ok(seedRegionTable.has(employer.regionCode));
    }
  });

  it('differ by seed, and not otherwise', () => {
    assert.deepEqual(inventGraduates(20, 3, options), inventGraduates(20, 3, options));
    assert.notDeepEqual(inventGraduates(20, 3, options), inventGraduates(20, 4, options));
    assert.deepEqual(inventEmployers(20, 3), inventEmployers(20, 3));
  });
});

describe('the demonstration', () => {
  it('gives a second factor to whom the platform asks for one', () => {
    for (const account of demoAccounts) {
      const asked = ['schoolAdmin', 'province', 'operator'].includes(account.kind);
      assert.equal(account.totpSecret !== undefined, asked, account.login);
      if (account.totpSecret) assert.match(account.totpSecret, /^[A-Z2-7]{32}$/);
      for (const name of account.departments) assert.ok(context.departments.has(name), name);
    }
    assert.equal(new Set(demoAccounts.map(account => account.login)).size, demoAccounts.length);
  });

  it('has passwords of twelve characters and more, no two alike', () => {
    const passwords = [...demoAccounts, ...demoGraduates, ...demoEmployers].map(each => each.password);
    assert.equal(new Set(passwords).size, passwords.length);
    for (const password of passwords) assert.ok(password.length >= 12, password);
  });

  it('has graduates and employers whom the platform takes', () => {
    for (const graduate of demoGraduates) {
      assert.equal(checkIdCard(graduate.idNumber), undefined);
      assert.ok(isMobile(graduate.phone));
      assert.match(graduate.wechatOpenid, /^o[A-Za-z0-9_-]{27}$/);
    }
    for (const employer of demoEmployers)
      assert.deepEqual(employerRegistration.safeParse(employer).error, undefined, employer.name);
  });

  it('has majors for every department', () => {
    for (const { name } of demoDepartments)
      assert.ok(
        demoMajors.some(major => major.department === name),
        name,
      );
    assert.match(demoSchool.identificationCode, /^41[0-9]{8}$/);
  });
});

describe('receiving offices', () => {
  const offices = demoOffices(seedRegionTable);
  it('are what the form takes, one for a region, and say that they are invented', () => {
    for (const office of offices) assert.deepEqual(receiverForm.parse(office), office);
    for (const office of demoOwnOffices) assert.deepEqual(ownReceiverForm.parse(office), office);
    for (const office of [...offices, ...demoOwnOffices]) {
      assert.deepEqual(regionFaultsOf(seedRegionTable, office), {}, office.name);
      assert.match(office.name, /（演示）$/);
    }
    assert.equal(new Set(offices.map(({ servedRegionCode }) => servedRegionCode)).size, offices.length);
  });

  it('serve each province of the mainland, and the cities of Fujian', () => {
    const served = new Set(offices.map(({ servedRegionCode }) => servedRegionCode));
    for (const { code, level } of seedRegions) {
      if (level === 'province' && code < '700000') assert.ok(served.has(code), code);
      if (level === 'city' && code.startsWith('35')) assert.ok(served.has(code), code);
    }
  });
});
