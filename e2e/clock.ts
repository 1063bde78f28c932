/** The day on which the journey takes place, whatever the machine's date: inside the time of cohort 2027. */
export const journeyBegins = new Date('2027-03-10T10:00:00+08:00');

/** What is added to the machine's time, in milliseconds; whole seconds, so that both tick together. */
export const clockOffset = Math.round((journeyBegins.getTime() - Date.now()) / 1000) * 1000;

/** For a browser's pages: the same day, before any script of theirs runs. */
export const browserClock = `(() => {
  const RealDate = Date;
  const now = () => RealDate.now() + ${clockOffset};
  window.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  RealDate.prototype.constructor = window.Date;
})();`;
