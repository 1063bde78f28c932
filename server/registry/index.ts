export type { EmploymentRegistry, RecordChange, Whose } from './employment-registry.ts';
export { ownRegistry } from './own-registry.ts';
