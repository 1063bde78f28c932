/** What graduates can be grouped by. */
export const groupings = [
  { value: 'department', label: '院系' },
  { value: 'major', label: '专业' },
  { value: 'class', label: '班级' },
  { value: 'educationLevel', label: '学历' },
  { value: 'gender', label: '性别' },
  { value: 'trainingMode', label: '培养方式' },
  { value: 'origin', label: '生源地' },
] as const;
export type Grouping = (typeof groupings)[number]['value'];
