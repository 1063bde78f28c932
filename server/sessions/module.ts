import type { Module } from '#server/platform/module.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

export const sessionsModule: Module = {
  sweeps: [
    { days: 30, statement: statement('sessions.sweep', 'delete from session where last_seen_at < $1') },
    // The outcome of a command, answered when the command is sent again.
    { days: 3, statement: statement('sessions.sweep_command_keys', 'delete from command_key where at < $1') },
  ],
};
