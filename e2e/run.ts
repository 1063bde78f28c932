/**
 * The main job in a real browser, from the roster's file to the signed agreement, and every other way. Ends with a line
 * `N passed, N failed`. Chapters given as arguments are run alone, with those that they build on: `npm run e2e -- 6`.
 */
import { roster } from './1-roster.ts';
import { employer } from './2-employer.ts';
import { graduate } from './3-graduate.ts';
import { review } from './4-review.ts';
import { agreement } from './5-agreement.ts';
import { otherWays } from './6-other-ways.ts';
import { offline } from './7-offline.ts';
import { leaving } from './8-leaving.ts';
import { corrections } from './9-corrections.ts';
import { rosterDesk } from './10-roster-desk.ts';
import { lists } from './11-lists.ts';
import { batchAndExports } from './12-batch-and-exports.ts';
import { employerDesk } from './13-employer-desk.ts';
import { schoolAdmin } from './14-school-admin.ts';
import { files } from './15-files.ts';
import { paper } from './16-paper.ts';
import { statistics } from './17-statistics.ts';
import { disagreement } from './18-disagreement.ts';
import { archivesOnPhone } from './19-archives-phone.ts';
import { archivesDesk } from './20-archives-desk.ts';
import { receivers } from './21-receivers.ts';
import { authorization } from './22-authorization.ts';
import { transferCodes } from './23-transfer-codes.ts';
import { receivingOffice } from './24-receiving-office.ts';
import { confirmation } from './25-confirmation.ts';
import { onThePhone } from './26-phone.ts';
import { launchBrowser } from './browser.ts';
import { createJourney, type Journey, type Outcome } from './report.ts';
import { createStage, type Stage } from './stage.ts';
import { artefacts, startWorld } from './world.ts';

type Chapter = (journey: Journey, stage: Stage) => Promise<void>;
const firstFour = [1, 2, 3, 4];
/** In the order in which they are walked, each with those that it builds on. */
const chapters: readonly { readonly number: number; readonly run: Chapter; readonly after: readonly number[] }[] = [
  { number: 1, run: roster, after: [] },
  { number: 2, run: employer, after: [1] },
  { number: 3, run: graduate, after: [1, 2] },
  { number: 4, run: review, after: [1, 2, 3] },
  { number: 5, run: agreement, after: firstFour },
  { number: 6, run: otherWays, after: [1] },
  { number: 7, run: offline, after: [1] },
  { number: 10, run: rosterDesk, after: [1] },
  { number: 9, run: corrections, after: [1] },
  { number: 11, run: lists, after: firstFour },
  { number: 12, run: batchAndExports, after: [1] },
  { number: 13, run: employerDesk, after: [1] },
  { number: 14, run: schoolAdmin, after: [1] },
  { number: 15, run: files, after: [1] },
  { number: 16, run: paper, after: [1] },
  { number: 17, run: statistics, after: [1] },
  { number: 18, run: disagreement, after: [1] },
  // It counts what waits before the graduates of chapter 19 ask.
  { number: 20, run: archivesDesk, after: [1] },
  { number: 19, run: archivesOnPhone, after: [1] },
  { number: 21, run: receivers, after: [1] },
  { number: 22, run: authorization, after: [1] },
  { number: 24, run: receivingOffice, after: [] },
  { number: 25, run: confirmation, after: [1] },
  { number: 23, run: transferCodes, after: [1] },
  { number: 26, run: onThePhone, after: [1] },
  { number: 8, run: leaving, after: firstFour },
];
const asked = process.argv.slice(2).map(Number);
const wanted = new Set(
  asked.length > 0
    ? asked.flatMap(number => [...(chapters.find(chapter => chapter.number === number)?.after ?? []), number])
    : chapters.map(({ number }) => number),
);

const longest = 20 * 60_000;
const began = performance.now();
const seconds = () => ((performance.now() - began) / 1000).toFixed(1);

async function travel(stage: Stage): Promise<Outcome> {
  const journey = createJourney(async title => {
    // Who has left has no picture.
    for (const [name, visitor] of stage.everybody()) {
      for (const error of visitor.errors()) console.log(`      console of ${name}: ${error}`);
      await visitor.picture(`failed ${title.slice(0, 60)} (${name})`).catch(() => undefined);
    }
  });
  for (const { number, run } of chapters) if (wanted.has(number)) await run(journey, stage);
  return journey.outcome();
}

const world = await startWorld();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void world.stop().finally(() => process.exit(1)));
// A browser that answers no more would keep a machine busy for hours.
setTimeout(() => {
  console.log(`not done after ${longest / 60_000} minutes\n0 passed, 1 failed`);
  void world.stop().finally(() => process.exit(1));
}, longest).unref();

try {
  const browser = await launchBrowser();
  console.log(`everything runs after ${seconds()} s: Chromium ${browser.version()}, ${world.url}`);
  const stage = createStage(world, browser);
  const { passed, failed } = await travel(stage).finally(async () => {
    await stage.close();
    await browser.close();
  });
  console.log(`\nthe journey took ${seconds()} s; pictures are in ${artefacts}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
} finally {
  await world.stop();
}
