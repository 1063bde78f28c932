/** Somebody at a browser of their own, and what every page that they see must withstand. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { browserClock } from './clock.ts';
import { artefacts } from './world.ts';

export const phone = { width: 390, height: 844 } as const;
export const desk = { width: 1440, height: 900 } as const;
/** The narrowest windows that the pages are made for. */
const narrowest = { phone: 360, desk: 1280 } as const;

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const everyRule = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } as const;
const contrast = { type: 'rule', values: ['color-contrast'] } as const;
type Rules = typeof everyRule | typeof contrast;
/** Pictures are for people to look at: a run that nobody watches does without, but for what a failure showed. */
const keepsPictures = process.env.PICTURES !== 'none';
const violations = z.array(
  z.object({
    id: z.string(),
    help: z.string(),
    nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
  }),
);

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /**
   * Checks the page as it is: no accessibility violation, no error in the console, nothing wider than the window; keeps a
   * picture, but where PICTURES is `none`. `dark` asks for the contrast once more in the dark: nothing but colours differs there.
   */
  look(name: string, options?: { readonly dark?: boolean }): Promise<void>;
  /** The answers with these codes were asked for: the browser's console lines about them are no faults. */
  expectRefusal(...statuses: number[]): void;
  /** The line is cut on purpose: what the browser's console says of it is no fault. */
  expectNoNetwork(): void;
  picture(name: string): Promise<void>;
  /** Errors in the console that no `look` has told yet. */
  errors(): readonly string[];
  close(): Promise<void>;
}

/** What moves comes to rest first: half-faded text has no contrast, and neither has a button that is still at work. */
async function rest(page: Page): Promise<void> {
  const atWork = page.locator('.ant-btn-loading:visible').first();
  // What works longer than that is looked at as it is.
  await atWork.waitFor({ state: 'hidden', timeout: 10_000 }).catch(() => undefined);
  await page.evaluate(`Promise.allSettled(document.getAnimations()
    .filter(animation => Number.isFinite(animation.effect?.getComputedTiming().endTime))
    .map(animation => animation.finished)).then(() => undefined)`);
}

async function findViolations(page: Page, rules: Rules): Promise<string[]> {
  await rest(page);
  const found = violations.parse(
    await page.evaluate(
      `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] }).then(result => result.violations)`,
    ),
  );
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${id} (${help})\n  ${node.html.slice(0, 300)}\n  ${node.failureSummary ?? ''}`),
  );
}

/**
 * A notice may begin to go while the page is looked at, and a bar that sticks to the window's edge half covers what is just there: what
 * is found is looked for once more, when all has come to rest, with the page scrolled on a little, and is a fault when it still is.
 */
async function checkAccessibility(page: Page, name: string, rules: Rules): Promise<void> {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axeSource);
  const first = await findViolations(page, rules);
  if (first.length === 0) return;
  const at = z.number().parse(await page.evaluate('window.scrollY'));
  await page.evaluate(`window.scrollTo(0, ${at} + 80); if (window.scrollY < ${at} + 40) window.scrollTo(0, ${at} - 80)`);
  const which = (violation: string) => violation.split('\n', 2).join('\n');
  const before = new Set(first.map(which));
  const told = (await findViolations(page, rules)).filter(violation => before.has(which(violation)));
  await page.evaluate(`window.scrollTo(0, ${at})`);
  assert.equal(told.length, 0, `accessibility of ${name}:\n${told.join('\n')}`);
}

async function checkWidth(page: Page, name: string): Promise<void> {
  const wide = z
    .number()
    .parse(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'));
  assert.ok(wide <= 0, `${name} is ${wide} px wider than its window of ${page.viewportSize()?.width} px`);
}

/** Opens a browser session of its own: cookies and storage are shared with nobody. */
export async function visit(browser: Browser, kind: 'phone' | 'desk'): Promise<Visitor> {
  const size = kind === 'phone' ? phone : desk;
  const context = await browser.newContext({
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    // A click on what is still moving may be lost: between press and release it is elsewhere.
    reducedMotion: 'reduce',
    ...(kind === 'phone' && { hasTouch: true, isMobile: true, deviceScaleFactor: 2 }),
  });
  context.setDefaultTimeout(20_000);
  await context.addInitScript(browserClock);
  const page = await context.newPage();

  const faults: string[] = [];
  const expected = new Set<number>();
  let mayBeCut = false;
  const listen = (other: Page) => {
    other.on('console', message => {
      const status = Number(/status of (\d{3})/.exec(message.text())?.[1]);
      const isCut = mayBeCut && message.text().includes('net::ERR_INTERNET_DISCONNECTED');
      if (message.type() === 'error' && !isCut && !expected.has(status))
        faults.push(`${message.text()} (${message.location().url})`);
    });
    other.on('pageerror', error => faults.push(`uncaught: ${error.message}`));
  };
  listen(page);
  context.on('page', listen);

  const picture = async (name: string) => {
    await rest(page);
    await page.screenshot({ path: join(artefacts, `${name}.png`) });
    const longer = z.boolean().parse(await page.evaluate('document.documentElement.scrollHeight > window.innerHeight + 8'));
    if (!longer) return;
    // What sticks to the window's edge would be in the middle of the picture.
    const at = z.number().parse(await page.evaluate('window.scrollY'));
    await page.evaluate('window.scrollTo(0, 0)');
    await page.screenshot({ path: join(artefacts, `${name}.whole.png`), fullPage: true });
    await page.evaluate(`window.scrollTo(0, ${at})`);
  };

  return {
    page,
    context,
    picture,
    expectNoNetwork: () => {
      mayBeCut = true;
    },
    expectRefusal: (...statuses) => {
      for (const status of statuses) expected.add(status);
    },
    async look(name, { dark = false } = {}) {
      await rest(page);
      if (keepsPictures) await picture(name);
      await checkAccessibility(page, name, everyRule);
      await checkWidth(page, name);
      await page.setViewportSize({ ...size, width: narrowest[kind] });
      await checkWidth(page, name);
      await page.setViewportSize(size);
      if (dark) {
        await page.emulateMedia({ colorScheme: 'dark' });
        if (keepsPictures) await picture(`${name}.dark`);
        await checkAccessibility(page, `${name} in the dark`, contrast);
        await page.emulateMedia({ colorScheme: 'light' });
      }
      assert.deepEqual(faults.splice(0), [], `errors in the console of ${name}`);
    },
    errors: () => faults,
    close: () => context.close(),
  };
}
