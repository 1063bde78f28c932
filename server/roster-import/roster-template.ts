import { offeredEntries } from '#domain/codes/code-table.ts';
import { codeTables } from '#domain/codes/code-tables.ts';
import { type RosterColumn, rosterColumns } from '#domain/forms/roster-row.ts';
import { makeTemplate, type TemplateColumn } from '#server/platform/sheets/template.ts';
import type { SchoolDepartment } from '#server/roster/index.ts';

const notes = [
  '1. 红色并带 * 的列为必填。列的先后可以调整，表头文字请不要改动。',
  '2. 所有列均为文本格式。从别处粘贴时请选择「只粘贴数值」，以免证件号码变成数字而丢失末尾几位；以数字存储的证件号码不会被接受。',
  '3. 请不要使用公式。',
  '4. 按考生号匹配已有毕业生：空单元格保留原值；在选填列中填写「清空」则删除原值；表中没有的毕业生不受影响。',
  '5. 培养方式以及定向、委培单位的修改须提交申请，不能通过名单修改。手机号码和电子邮箱在毕业生首次登录后以学信网为准。',
  '6. 姓名请用标准汉字，不要使用旧系统的自造字。少数民族姓名中的间隔点请用「·」。',
];

const codeHints: Readonly<Partial<Record<RosterColumn['kind'], string>>> = {
  code: '从下拉列表选择，也可填写代码',
  month: '六位年月，例如 202309',
  region: '六位地区代码，填到区县一级',
  department: '从下拉列表选择，须与本校院系名称一致',
};

/** The workbook to fill in for a school: its departments and majors in the drop-downs beside the code tables. */
export function makeRosterTemplate(departments: readonly SchoolDepartment[]): Promise<Buffer> {
  const majors = departments.flatMap(department => department.majors);
  const lists: Readonly<Record<string, readonly string[]>> = {
    department: departments.map(({ name }) => name),
    majorCode: unique(majors.map(({ code }) => code)),
    majorName: unique(majors.map(({ name }) => name)),
  };
  const columns = rosterColumns.map(column => templateColumn(column, lists[column.key] ?? codeList(column)));
  return makeTemplate({ sheetName: '学生名单', notes, columns });
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function codeList(column: RosterColumn): readonly string[] {
  if (column.codeTable === undefined) return [];
  return offeredEntries(codeTables[column.codeTable]).map(entry => entry.name);
}

function templateColumn(column: RosterColumn, list: readonly string[]): TemplateColumn {
  const example = column.example === '' ? undefined : `例如：${column.example}`;
  const note = [column.hint ?? codeHints[column.kind], example].filter(part => part !== undefined).join('；');
  return { header: column.header, required: column.required, note: note === '' ? '按实际填写' : note, list, width: column.width };
}
