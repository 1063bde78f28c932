export type { EmploymentRegistry, RecordChange, Report, Whose } from './employment-registry.ts';
export { ownRegistry } from './own-registry.ts';
