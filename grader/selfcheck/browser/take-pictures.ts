import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../catalog/fault.ts';
import type { Surroundings } from '../surroundings.ts';
import { findBrowser } from './find-browser.ts';
import { openBrowser, type Page } from './open-browser.ts';
import { openCourse } from './open-course.ts';

const folder = 'grader/view/web/pictures';
const saga = '06-saga-pattern-with-compensation';
const patienceMs = 240_000;

/** Takes the README's pictures of the course in the browser, on the first day of a learner. @throws UsageError. */
export async function takePictures({ root, env, stdout }: Surroundings): Promise<number> {
  const program = findBrowser(env);
  if (program === undefined)
    throw new UsageError('There is no browser here. Name one: `KATA_BROWSER=/path/to/chromium`.');
  await mkdir(join(root, folder), { recursive: true });
  const course = await openCourse(root, env);
  const browser = await openBrowser(program, { width: 1440, height: 900 });
  try {
    const page = await browser.openPage();
    const { origin } = new URL(course.server.address);
    const take = async (name: string) => {
      await page.screenshot({ path: join(root, folder, `${name}.png`) });
      stdout.write(`${folder}/${name}.png\n`);
    };
    await page.goto(course.server.address);
    await page.waitForURL(`${origin}/`);
    await take('home');
    await openTopic(page, `${origin}/${saga}`);
    await take('lesson');
    await page.getByRole('button', { name: 'Save and check' }).click();
    await page.locator('.timeline').first().waitFor({ timeout: patienceMs });
    await page.setViewportSize({ width: 1440, height: 1200 });
    await page.locator('[data-read]').first().click();
    await page.locator('.timeline').first().scrollIntoViewIfNeeded();
    await take('verdict');
    await page.emulateMedia({ colorScheme: 'dark' });
    await take('dark');
    return 0;
  } finally {
    await browser.close();
    await course.close();
  }
}

async function openTopic(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('.cm-content').first().waitFor();
}
