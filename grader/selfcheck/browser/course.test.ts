import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rootDir } from '../../host/places.ts';
import { findBrowser } from './find-browser.ts';
import { openBrowser, type Page, type TestBrowser } from './open-browser.ts';
import { openCourse, type TestCourse } from './open-course.ts';

/** A grading takes a second; a machine that is busy with other tests may take a hundred times as long. */
const patienceMs = 240_000;
const saga = '06-saga-pattern-with-compensation';
const program = findBrowser(process.env);

describe.skipIf(program === undefined)(
  `the course in a browser${program ? '' : ' (skipped: there is no browser)'}`,
  () => {
    let course: TestCourse;
    let browser: TestBrowser;
    let page: Page;
    let origin = '';
    const problems: string[] = [];
    const exercise = (file: string, folder = saga) => join(course.root, 'exercises', folder, file);
    const solution = (file: string, folder = saga) => readFile(join(rootDir, 'solutions', folder, file), 'utf8');
    const verdict = () => page.locator('.verdict h2').textContent({ timeout: patienceMs });
    const onDisk = (file: string, folder?: string) => readFile(exercise(file, folder), 'utf8');

    beforeAll(async () => {
      course = await openCourse(rootDir, process.env);
      origin = new URL(course.server.address).origin;
      browser = await openBrowser(program ?? '');
      page = await browser.openPage();
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      await page.goto(course.server.address);
      await page.waitForURL(`${origin}/`);
    }, patienceMs);
    afterAll(async () => {
      await browser?.close();
      await course?.close();
    }, patienceMs);

    async function open(folder: string): Promise<void> {
      await page.goto(`${origin}/${folder}`);
      await page.locator('.cm-content').first().waitFor();
    }

    async function write(text: string): Promise<void> {
      await page.locator('.cm-content:visible').click();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(text);
    }

    test('a learner goes from the map to a passed saga', { timeout: 2 * patienceMs }, async () => {
      await page
        .getByRole('link', { name: /Undo in order/ })
        .first()
        .click();
      await page.locator('.cm-content').first().waitFor();
      await page.getByRole('button', { name: 'Save and check' }).click();
      await page.locator('[data-grading]').waitFor({ timeout: patienceMs });
      expect(await verdict()).toMatch(
        /^06 Undo in order: not passed, \d+ of \d+ claims held, \d+ failed(, \d+ not asked)?$/,
      );
      const text = await page.locator('[data-verdict]').innerText();
      expect(text).toContain('it is meant to be broken');
      expect(text).toContain('what was done last is undone first');

      // A shipped exercise is broken, but it compiles.
      expect(await page.locator('.cm-lintRange-error').count()).toBe(0);

      // The finding leads to the paragraph, which is marked.
      await page.locator('[data-read]').first().click();
      expect(new URL(page.url()).hash).toBe('#last-in-first-out');
      expect(await page.locator('.part:target').innerText()).toContain('Last in, first out');

      // The timeline by keyboard alone.
      await page.locator('.timeline .row[tabindex="0"]').first().focus();
      await page.keyboard.press('Home');
      const detail = page.locator('.timeline [data-detail]').first();
      expect(await detail.textContent()).toMatch(/bookFlight/);
      await page.keyboard.press('ArrowDown');
      expect(await detail.textContent()).toMatch(/bookHotel/);
      await page.keyboard.press('End');
      expect(await detail.textContent()).toMatch(/effect/);
      await page.getByText('The same as a table').first().click();
      expect(await page.locator('.timeline table').first().innerText()).toMatch(/activity\s+bookFlight/);

      await page.getByText('The history, event by event').first().click();
      await page.locator('td', { hasText: 'WorkflowExecutionStarted' }).first().waitFor();
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download the history' }).first().click();
      const { events } = JSON.parse(await readFile(await (await download).path(), 'utf8'));
      expect(events[0]).toMatchObject({ eventId: '1', eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED' });

      // A hint, and the next.
      await page.getByRole('button', { name: 'Hint' }).click();
      await page.getByRole('heading', { name: /Hint 1/ }).waitFor();
      await page.getByRole('button', { name: /Next hint/ }).click();
      await page.getByRole('heading', { name: /Hint 2/ }).waitFor();

      // The solution is asked for twice before a pass.
      await page.getByRole('button', { name: 'Solution' }).click();
      await page.getByText('ask once more').waitFor();

      await write(await solution('workflows.ts'));
      await page.keyboard.press('Control+Enter');
      await page.locator('.verdict.passed').waitFor({ timeout: patienceMs });
      expect(await onDisk('workflows.ts')).toBe(await solution('workflows.ts'));
      expect(await page.locator('[data-status]').textContent()).toMatch(/passed, \d+ claims proven/);
      expect(await page.locator('.checks .passed').count()).toBeGreaterThan(5);
      await page.getByRole('button', { name: 'Solution' }).click();
      await page.getByText('the same as the solution').waitFor();

      await page.goto(origin);
      expect(await page.locator('.card.passed').innerText()).toContain('Undo in order');
      const progress = JSON.parse(await readFile(join(course.root, '.kata/progress.json'), 'utf8'));
      expect(progress.topics['saga-pattern-with-compensation']).toMatchObject({ hints: 2, passed: {} });
    });

    test('an edit from outside appears, and what is undone comes back after a reload', async () => {
      await open(saga);
      await writeFile(exercise('workflows.ts'), '// from another editor\n');
      await page.getByText('// from another editor').waitFor();
      await write('// one\n');
      await page.reload();
      await page.getByText('// one').waitFor();
      await page.locator('.cm-content:visible').click();
      await page.keyboard.press('Control+z');
      await page.getByText('// from another editor').waitFor();
    });

    test('two tabs of one exercise show the same', async () => {
      await open('04-activities-external-interactions');
      const second = await browser.openPage();
      await second.goto(`${origin}/04-activities-external-interactions`);
      await second.locator('.cm-content').first().waitFor();
      await write('// from the first tab\n');
      await page.keyboard.press('Control+s');
      await second.getByText('// from the first tab').waitFor();
      await second.close();
    });

    test('a conflict is shown, and nothing is overwritten before the learner chooses', async () => {
      await open('03-workflows-orchestration');
      await write('// mine\n');
      await writeFile(exercise('workflows.ts', '03-workflows-orchestration'), '// theirs\n');
      const notice = page.getByRole('alert').filter({ hasText: 'Nothing was overwritten' });
      await notice.waitFor();
      await page.locator('.cm-content:visible').click();
      await page.keyboard.press('Control+s');
      await notice.waitFor();
      expect(await onDisk('workflows.ts', '03-workflows-orchestration')).toBe('// theirs\n');
      expect(await page.locator('.cm-content:visible').innerText()).toContain('// mine');
      await page.getByRole('button', { name: 'Keep mine' }).click();
      await page.keyboard.press('Control+s');
      await expect.poll(() => onDisk('workflows.ts', '03-workflows-orchestration')).toBe('// mine\n');
    });

    test('reset brings the broken exercise back, and says for good where the work is kept', {
      timeout: patienceMs,
    }, async () => {
      await open('03-workflows-orchestration');
      page.once('dialog', (dialog) => void dialog.accept());
      await page.getByRole('button', { name: 'Reset' }).click();
      await page.getByText('Your work is kept in').waitFor();
      const shipped = join(rootDir, 'grader/topics/03-workflows-orchestration/shipped/workflows.ts');
      expect(await onDisk('workflows.ts', '03-workflows-orchestration')).toBe(await readFile(shipped, 'utf8'));
      // It stays there when the verdict on the shipped files comes.
      await page.locator('.verdict h2', { hasText: 'not passed' }).waitFor({ timeout: patienceMs });
      expect(await page.locator('[data-lasting]').textContent()).toContain('Your work is kept in');
    });

    test('the editor knows types, also those of the SDK', async () => {
      await open(saga);
      await write("import { sleep } from '@temporalio/workflow';\nexport const x: number = sleep('1 day');\n");
      await page.locator('.cm-lintRange-error').first().waitFor();
      await page.locator('.cm-lintRange-error').first().hover();
      await page
        .getByText(/Promise<void>.* is not assignable to type 'number'/)
        .first()
        .waitFor();
    });

    test('the search finds a paragraph of any lesson', async () => {
      await page.goto(`${origin}/search`);
      await page.getByLabel('Words').fill('nonCancellable');
      const first = page.locator('[data-results] a').first();
      await first.waitFor();
      expect(await page.locator('[data-count]').textContent()).toMatch(/\d+ places? found/);
      await first.click();
      await page.waitForURL(/\/\d\d-[a-z-]+#/);
      await page.locator('.part:target').waitFor();
    });

    test('pictures are drawn', async () => {
      await page.goto(`${origin}/${saga}`);
      await page.locator('.mermaid').first().scrollIntoViewIfNeeded();
      await page.locator('.mermaid.drawn svg').first().waitFor();
    });

    test('the server stops, and the page says so and keeps what was written', async () => {
      const other = await openCourse(rootDir, process.env);
      await page.goto(other.server.address);
      await page.waitForURL(/:\d+\/$/);
      await page.goto(`${new URL(other.server.address).origin}/${saga}`);
      await page.locator('.cm-content').first().waitFor();
      await write('// not lost\n');
      await other.close();
      await page.keyboard.press('Control+s');
      await page.getByText('What you wrote is kept in this browser').waitFor();
      page.once('dialog', (dialog) => void dialog.accept());
      problems.length = 0;
    });

    test('no script broke', () => {
      expect(problems).toEqual([]);
    });
  },
);
