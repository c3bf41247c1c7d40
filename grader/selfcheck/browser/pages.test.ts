import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportSite } from '../../commands/web/export-site.ts';
import { rootDir } from '../../host/places.ts';
import { samples } from '../../view/sample-verdicts.ts';
import { servedLinks } from '../../view/web/links.ts';
import { renderVerdictHtml } from '../../view/web/render-verdict.ts';
import { findBrowser } from './find-browser.ts';
import { openBrowser, type Page, type TestBrowser } from './open-browser.ts';
import { openCourse, type TestCourse } from './open-course.ts';

const program = findBrowser(process.env);
const saga = '06-saga-pattern-with-compensation';
const patienceMs = 240_000;
const bytesAtMost = 500_000;

describe.skipIf(program === undefined)(`pages in a browser${program ? '' : ' (skipped: there is no browser)'}`, () => {
  let course: TestCourse;
  let browser: TestBrowser;
  let page: Page;
  let origin = '';

  beforeAll(async () => {
    course = await openCourse(rootDir, process.env);
    origin = new URL(course.server.address).origin;
    browser = await openBrowser(program ?? '');
    page = await browser.openPage();
    await page.goto(course.server.address);
    await page.waitForURL(`${origin}/`);
  }, patienceMs);
  afterAll(async () => {
    await browser?.close();
    await course?.close();
  }, patienceMs);

  async function findBarriers(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
  }

  test.each(['light', 'dark'] as const)('axe finds nothing in the %s theme', { timeout: patienceMs }, async (theme) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(origin);
    expect(await findBarriers()).toEqual([]);
    await page.goto(`${origin}/search?q=cancel`);
    await page.locator('[data-results] a').first().waitFor();
    expect(await findBarriers()).toEqual([]);
    await page.goto(`${origin}/${saga}`);
    await page.locator('.cm-content').first().waitFor();
    for (const verdict of Object.values(samples)) {
      const markup = renderVerdictHtml(verdict, { links: servedLinks('1'), asShipped: true }).text;
      await page.locator('[data-verdict]').evaluate((place, inside) => {
        (place as unknown as { innerHTML: string }).innerHTML = inside;
      }, markup);
      expect(await findBarriers()).toEqual([]);
    }
  });

  test('a chosen theme holds, and is there before anything is drawn', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(origin);
    const button = page.getByRole('button', { name: /Theme/ });
    await button.click();
    await button.click();
    expect(await button.textContent()).toBe('Theme: dark');
    await page.reload({ waitUntil: 'commit' });
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await button.click();
  });

  test.each([320, 768, 1600])('nothing sticks out at %i px', { timeout: patienceMs }, async (width) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ['/', '/search', `/${saga}`]) {
      await page.goto(origin + path);
      const [whole, seen] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      expect(whole).toBeLessThanOrEqual(seen ?? 0);
    }
  });

  test('a lesson with its editor weighs at most 500 KB without pictures', async () => {
    const fresh = await browser.openPage();
    const session = await fresh.context().newCDPSession(fresh);
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    const names = new Map<string, string>();
    let bytes = 0;
    session.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, response.url));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (!names.get(requestId)?.endsWith('mermaid.js')) bytes += encodedDataLength;
    });
    await fresh.goto(`${origin}/${saga}`);
    await fresh.locator('.cm-content').first().waitFor();
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(bytesAtMost);
    await fresh.close();
  });

  test('the exported site works on a host that knows nothing', { timeout: patienceMs }, async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kata-export-'));
    const types: Record<string, string> = {
      html: 'text/html',
      js: 'text/javascript',
      css: 'text/css',
      json: 'application/json',
      svg: 'image/svg+xml',
    };
    const host = createServer((asked, answer) => {
      const name = new URL(asked.url ?? '/', 'http://host').pathname.replace(/^\/course\//, '') || 'index.html';
      readFile(join(dir, name)).then(
        (body) => answer.writeHead(200, { 'Content-Type': types[name.split('.').at(-1) ?? ''] ?? '' }).end(body),
        () => answer.writeHead(404).end(),
      );
    });
    try {
      expect(await exportSite(course.root, dir)).toBeGreaterThan(5);
      await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
      const site = `http://127.0.0.1:${(host.address() as AddressInfo).port}/course/`;
      await page.goto(site);
      await page
        .getByRole('link', { name: /Undo in order/ })
        .first()
        .click();
      await page.locator('.mermaid').first().scrollIntoViewIfNeeded();
      await page.locator('.mermaid.drawn').first().waitFor();
      expect(await page.locator('[data-workbench]').count()).toBe(0);
      expect(await findBarriers()).toEqual([]);
      await page.getByRole('link', { name: 'Search' }).click();
      await page.getByLabel('Words').fill('last in first out');
      await page.locator('[data-results] a').first().click();
      await page.locator('.part:target').waitFor();
    } finally {
      host.closeAllConnections();
      host.close();
      await rm(dir, { recursive: true, force: true });
    }
  });
});
