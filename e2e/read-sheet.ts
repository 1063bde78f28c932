import exceljs from 'exceljs';

/** The rows of a workbook's first sheet as text, headers first. Read by another library than the one that wrote it. */
export async function readSheet(path: string): Promise<readonly (readonly string[])[]> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  const rows: string[][] = [];
  workbook.worksheets[0]?.eachRow(row => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, cell => cells.push(cell.text));
    rows.push(cells);
  });
  return rows;
}
