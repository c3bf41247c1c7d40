import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Topic } from '../../catalog/topic.ts';
import { makeClone } from '../../watch/pty/test-clone.ts';
import { findBrowser } from '../browser/find-browser.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { openCourse } from '../browser/open-course.ts';
import type { Surroundings } from '../surroundings.ts';

/** Real ms from a save to what a learner sees of it, everything warm. */
export interface Latencies {
  /** To "passed". */
  green: number[];
  /** To the first finding. */
  red: number[];
}

/** In a real pseudo-terminal: from the files' being written to the words on the screen. */
export async function measureWatch(topics: readonly Topic[], rounds: number): Promise<Latencies> {
  const all: Latencies = { green: [], red: [] };
  const clone = await makeClone();
  try {
    for (const topic of topics) {
      await clone.workOn(topic.slug);
      const terminal = clone.open(['--seed', '1'], { rows: 60 });
      const idle = (words: RegExp) => (text: string) => words.test(text) && /Waiting for a save/.test(text);
      const save = async (from: string, seen: RegExp) => {
        const files = topic.edits.map((file) => [join(from, file), join(clone.root, topic.exercise, file)] as const);
        const started = performance.now();
        for (const [source, place] of files) await cp(source, place);
        await terminal.until(seen);
        const ms = performance.now() - started;
        await terminal.until(idle(seen));
        // What a learner does not notice: spares get ready.
        await delay(2500);
        return ms;
      };
      await terminal.until(idle(/not passed/));
      for (let round = 0; round <= rounds; round++) {
        const green = await save(join(clone.root, topic.solution), /: passed, /);
        const red = await save(join(clone.root, topic.home, 'shipped'), /^✗ /m);
        // The first round warms up.
        if (round === 0) continue;
        all.green.push(green);
        all.red.push(red);
      }
      terminal.press('q');
      await terminal.exited;
    }
  } finally {
    await clone.remove();
  }
  return all;
}

/** In a browser: from the files' being written, as by another editor, to what the page shows; undefined where there is no browser. */
export async function measureBrowser(
  topics: readonly Topic[],
  rounds: number,
  { root, env }: Surroundings,
): Promise<Latencies | undefined> {
  const program = findBrowser(env);
  if (program === undefined) return undefined;
  const all: Latencies = { green: [], red: [] };
  const course = await openCourse(root, env);
  const browser = await openBrowser(program);
  try {
    const page = await browser.openPage();
    await page.goto(course.server.address);
    const verdict = '[data-verdict]:not(.old) .verdict';
    for (const topic of topics) {
      await page.goto(`${new URL(course.server.address).origin}/${topic.folder}`);
      const save = async (from: string, seen: string, end: string) => {
        // What a learner does not notice: spares get ready.
        await delay(2500);
        const started = performance.now();
        for (const file of topic.edits) await cp(join(from, file), join(course.root, topic.exercise, file));
        await page.locator(seen).first().waitFor();
        const ms = performance.now() - started;
        await page.locator(end).waitFor();
        return ms;
      };
      for (let round = 0; round <= rounds; round++) {
        const passed = `${verdict}.passed`;
        const green = await save(join(root, topic.solution), passed, passed);
        const failed = `${verdict}.failed`;
        const red = await save(join(root, topic.home, 'shipped'), `.checks .failed, ${failed}`, failed);
        // The first round warms up.
        if (round === 0) continue;
        all.green.push(green);
        all.red.push(red);
      }
    }
  } finally {
    await browser.close();
    await course.close();
  }
  return all;
}
