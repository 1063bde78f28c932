/** The main job in a real browser, from the roster's file to the signed agreement. Ends with a line `N passed, N failed`. */
import { roster } from './1-roster.ts';
import { employer } from './2-employer.ts';
import { graduate } from './3-graduate.ts';
import { review } from './4-review.ts';
import { agreement } from './5-agreement.ts';
import { leaving } from './6-leaving.ts';
import { launchBrowser } from './browser.ts';
import { createJourney } from './report.ts';
import { createStage } from './stage.ts';
import { artefacts, startWorld } from './world.ts';

const began = performance.now();
const seconds = () => ((performance.now() - began) / 1000).toFixed(1);

const world = await startWorld();
const browser = await launchBrowser();
const stage = createStage(world, browser);
console.log(`everything stands after ${seconds()} s: Chromium ${browser.version()}, ${world.url}`);

const journey = createJourney(async title => {
  for (const [name, visitor] of stage.everybody()) await visitor.picture(`failed ${title.slice(0, 60)} (${name})`);
});
try {
  const wanted = process.env.E2E_CHAPTERS?.split(',');
  for (const chapter of [roster, employer, graduate, review, agreement, leaving].filter(
    (_, at) => !wanted || wanted.includes(String(at + 1)),
  ))
    await chapter(journey, stage);
} finally {
  await stage.close();
  await browser.close();
  await world.stop();
}
const { passed, failed } = journey.outcome();
console.log(`\nthe journey took ${seconds()} s; pictures are in ${artefacts}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
