/** zod would try to compile its validators, which the content security policy forbids and reports: it is told before it loads. */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
