#!/usr/bin/env node
// Runs a program with the pinned Node 24 when the machine has it installed as a package, else with the system's own
// Node if that is new enough. Plain JavaScript: it must start on Node 20.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pinnedNode } from './pinned-node.mjs';

const child = spawn(pinnedNode(), process.argv.slice(2), { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 0)));
