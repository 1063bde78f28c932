// Loaded before a process of the test (`--import`): the day of the journey instead of today, running on at its own pace.
// PostgreSQL keeps the machine's time; the product asks it only for what is relative.
const offset = Number(process.env.E2E_CLOCK_OFFSET ?? 0);
const RealDate = Date;
const now = () => RealDate.now() + offset;

globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
RealDate.prototype.constructor = globalThis.Date;
