import { type Answer, type Handler, json, jsonObject, type Routes, text } from './http.ts';

const targets = ['sms', 'wechat', 'tsa', 'identity', 'chsi', 's3'] as const;
// fail: refused without effect; hang: no effect, no answer; answer-lost: the effect happened, the connection breaks.
const modes = ['fail', 'hang', 'answer-lost'] as const;
export type Target = (typeof targets)[number];
type Fault = { mode: (typeof modes)[number]; times: number; code: string };

export type Faults = {
  /** Lets `handler` fail as ordered at /control; `refusal` is how this party says no. */
  guard(target: Target, handler: Handler, refusal: (code: string) => Answer): Handler;
  routes: Routes;
};

/** Troubles to order for tests: POST /control {"target":"sms","mode":"fail","times":3,"code":"isp.SYSTEM_ERROR"}, DELETE to end all. */
export function createFaults(): Faults {
  const ordered = new Map<Target, Fault>();

  function take(target: Target): Fault | undefined {
    const fault = ordered.get(target);
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times <= 0) ordered.delete(target);
    return fault;
  }

  function guard(target: Target, handler: Handler, refusal: (code: string) => Answer): Handler {
    return async call => {
      const fault = take(target);
      if (fault?.mode === 'fail') return refusal(fault.code);
      if (fault?.mode === 'hang') return undefined;
      const answer = await handler(call);
      if (fault?.mode !== 'answer-lost') return answer;
      call.res.destroy();
      return undefined;
    };
  }

  const state: Handler = () => json(Object.fromEntries(ordered));
  return {
    guard,
    routes: {
      'GET /control': state,
      'DELETE /control': call => {
        ordered.clear();
        return state(call);
      },
      'POST /control': call => {
        // A page elsewhere can post a form here, but not JSON.
        const order = call.headers['content-type']?.startsWith('application/json') ? jsonObject(call.body) : undefined;
        const target = targets.find(name => name === order?.target);
        const mode = modes.find(name => name === order?.mode);
        const times = typeof order?.times === 'number' ? order.times : 1;
        if (!target || !mode || !Number.isInteger(times) || times < 1)
          return json({ error: 'want { target, mode, times?, code? }', targets, modes }, 400);
        ordered.set(target, { mode, times, code: text(order?.code) });
        return state(call);
      },
    },
  };
}
