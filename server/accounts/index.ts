export { readDemoAccounts } from './demo-accounts.ts';
export { findStaff } from './find-staff.ts';
export { makeInitialPassword } from './initial-password.ts';
export { accountsModule } from './module.ts';
export { hashPassword, verifyPassword } from './password-hash.ts';
export { type AccountRow, findAccount, useTotpStep } from './store.ts';
export { createAccount, loginKey, phoneHash, storeAccount } from './store-account.ts';
export { findTotpStep } from './totp.ts';
export { refuseWeakPassword } from './weak-password.ts';
