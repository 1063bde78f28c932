/** What counts of a graduate, what they say of it, and what becomes of it off the roster: the reference's own words. */
import { type Answer, day, isClosedYear, isTermination, type Kase, type World } from './world.ts';

const counts = (world: World, graduate: number): Kase | undefined =>
  world.cases.find(
    kase => kase.graduate === graduate && !isTermination(kase) && ['effective', 'registered', 'voiding'].includes(kase.state),
  );
/** What counts of a graduate: the authority has it once every job is done, and nothing of one who is gone from the roster. */
export const standing = (world: World, graduate: number): Kase | undefined =>
  world.graduates[graduate]?.lapsed === undefined ? counts(world, graduate) : undefined;

/** What was said counts of that destination alone, until something else is said. */
export function confirmationOf(world: World, graduate: number): Answer | 'unconfirmed' | 'unreported' {
  const of = standing(world, graduate);
  const answer = world.graduates[graduate]?.answer;
  if (!of) return 'unreported';
  return answer?.of === of ? answer.said : 'unconfirmed';
}
/** Once the jobs are done. False when it is refused. */
export function confirm(world: World, graduate: number, said: Answer): boolean {
  const [person, of] = [world.graduates[graduate], standing(world, graduate)];
  if (!person || !of || isClosedYear(world)) return false;
  person.answer = { said, of };
  return true;
}

/** Off the roster, cases are frozen; back on it, they continue, with the lost days added. False when it is refused. */
export function turnLapse(world: World, graduate: number): boolean {
  const person = world.graduates[graduate];
  if (!person || isClosedYear(world)) return false;
  person.answer = undefined;
  const reported = counts(world, graduate);
  if (reported) reported.version += 1;
  const since = person.lapsed;
  person.lapsed = since === undefined ? world.now : undefined;
  if (since === undefined) return true;
  const lost = Math.ceil((world.now - since) / day) * day;
  for (const kase of world.cases)
    if (kase.graduate === graduate && kase.dueAt !== undefined && kase.dueAt > since) kase.dueAt += lost;
  return true;
}
