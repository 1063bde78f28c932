/**
 * What a graduate on a bus waits for: the heaviest phone pages opened with nothing cached at 1.6 Mbit/s and 300 ms: bytes until the
 * page is complete, and the time until its text is there. The bytes are the machine's to repeat, the seconds are one run's.
 *
 *   CHROME_PATH=/usr/bin/chromium npm run bench -- thin-line
 */
import type { Browser } from 'playwright-core';
import { systemClock } from '#server/platform/base/clock.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { cookieOf, makeGraduate, makeSchool } from '#server/testing/platform.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { buildWebIfNeeded } from '../scripts/build-web.ts';
import { startBenchDatabase } from './harness/database.ts';
import { startBenchServer } from './harness/start-server.ts';
import { report } from './harness/tools.ts';

const bytesPerSecond = 200_000;
const keys = freshKeyRing();
const vault = createVault(keys);

interface Place {
  readonly what: string;
  readonly path: string;
  /** A word that is on the page once its text is there. */
  readonly until: string;
}

async function open(browser: Browser, url: string, cookie: string, { what, path, until }: Place): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 780 },
    locale: 'zh-CN',
    isMobile: true,
    hasTouch: true,
  });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  let [travelled, code] = [0, 0];
  const codes = new Set<string>();
  devtools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script' || type === 'Stylesheet') codes.add(requestId);
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    travelled += encodedDataLength;
    if (codes.has(requestId)) code += encodedDataLength;
  });
  await devtools.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 300, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond },
  });
  const begun = performance.now();
  await page.goto(url + path);
  await page.getByText(until).first().waitFor();
  const seconds = (performance.now() - begun) / 1000;
  await page.waitForLoadState('networkidle');
  const text = `${(code / 1000).toFixed(1)} KB script and style, ${(travelled / 1000).toFixed(1)} KB in all, text after ${seconds.toFixed(1)} s`;
  report(`${what}, nothing cached`, text, { met: code <= 90_000, text: '≤ 90 KB' });
  await context.close();
}

await buildWebIfNeeded();
const database = await startBenchDatabase();
const browser = await launchBrowser();
try {
  await makeSchool(database.owner);
  const { personId, cohort } = await makeGraduate(database.owner, vault, { now: systemClock.now() });
  const platform = { database: database.owner, vault, clock: systemClock, publicUrl: 'http://127.0.0.1' };
  const cookie = await cookieOf(platform, { kind: 'graduate', personId, cohort });
  const server = await startBenchServer(database, keys, { pages: true });
  try {
    const begin = async (destinationType: string): Promise<string> => {
      const answer = await fetch(`${server.url}/api/graduate/cases`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ destinationType }),
      });
      return (await answer.json()).ref;
    };
    const [form, signing] = [await begin('80.01'), await begin('10.02')];
    const places: readonly Place[] = [
      { what: '去向登记 form with evidence', path: `/m/cases/${form}/fill`, until: '提交审核' },
      { what: 'case of an offline signing', path: `/m/cases/${signing}`, until: '暂存' },
      { what: '登记记录', path: '/m/destinations', until: '登记记录' },
    ];
    for (const place of places) await open(browser, server.url, cookie, place);
  } finally {
    await server.stop();
  }
} finally {
  await browser.close();
  await database.stop();
}
