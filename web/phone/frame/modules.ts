import { account } from '#web/phone/account/index.tsx';
import { archives } from '#web/phone/archives/index.tsx';
import { authorization } from '#web/phone/authorization/index.tsx';
import { cases } from '#web/phone/cases/index.tsx';
import { confirmation } from '#web/phone/confirmation/index.tsx';
import { destinations } from '#web/phone/destinations/index.tsx';
import type { Module } from '#web/phone/kit/module.ts';
import { messages } from '#web/phone/messages/index.tsx';
import { record } from '#web/phone/record/index.tsx';

/** All that a graduate can do here, in the order of the menu. */
export const modules: readonly Module[] = [destinations, archives, confirmation, authorization, cases, messages, record, account];
