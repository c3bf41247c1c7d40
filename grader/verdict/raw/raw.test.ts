import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check, holds } from '../../check/check.ts';
import { runChecks } from '../../check/run-checks.ts';

import type { Lab } from '../../lab/lab.ts';
import { Lane } from '../../lab/lane.ts';
import { buildParts } from '../../lab/parts.ts';
import type { Setting } from '../../lab/setting.ts';
import type { Supply } from '../../lab/supply.ts';
import { openTestSupply } from '../../lab/test-supply.ts';
import { composeSubmission } from '../../submission/submission.ts';
import { foldResults } from '../fold.ts';

/** One raw cause, made by real code in a real host. */
interface Sample {
  kind: string;
  /** Body of workflows.ts below its imports. */
  workflows?: string;
  /** Whole text of activities.ts. */
  activities?: string;
  files?: [string, string][];
  setting?: Setting;
  /** How long the check may take, in ms. */
  deadlineMs?: number;
  run?: (lab: Lab) => Promise<unknown>;
  saw: RegExp;
  /** Line of workflows.ts that the finding points at. */
  line?: number;
}

const IMPORTS =
  "import { proxyActivities, sleep, condition, setHandler, defineQuery, defineUpdate, defineSignal, startChild, executeChild, continueAsNew } from '@temporalio/workflow'; import type * as activities from './activities'; const { act } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute', retry: { maximumInterval: '1 second' } });\n";
const ACT = 'export async function act(): Promise<string> { return "done"; }\n';
const main = (body: string) => `export async function main(): Promise<unknown> { ${body} }\n`;

const samples: Sample[] = [
  { kind: 'syntax-error', workflows: 'export async function main() {\n  const a = ;\n}\n', saw: /Unexpected/, line: 3 },
  {
    kind: 'missing-module',
    workflows: `import x from 'no-such-thing';\n${main('return x;')}`,
    saw: /no-such-thing/,
    line: 2,
  },
  { kind: 'forbidden-module', workflows: `import fs from 'fs';\n${main('return fs;')}`, saw: /`fs`/ },
  {
    kind: 'forbidden-module',
    workflows: `import { randomUUID } from 'node:crypto';\n${main('return randomUUID();')}`,
    saw: /crypto/,
  },
  { kind: 'outside-import', workflows: `import { x } from '../solutions/x';\n${main('return x;')}`, saw: /outside/ },
  {
    kind: 'dynamic-import',
    workflows: main("return await import('./shared');"),
    files: [['shared.ts', 'export const a = 1;']],
    saw: /import\(\)/,
  },
  { kind: 'world-in-workflow', workflows: `import { mail } from '#world';\n${main('return mail;')}`, saw: /#world/ },
  {
    kind: 'activity-value-import',
    workflows: `import { act as direct } from './activities';\n${main('return await direct();')}`,
    activities:
      "import { mail } from '#world';\nexport async function act() { await mail.send({ key: 'a', to: 'b', subject: 'c' }); }",
    saw: /more than types/,
  },
  { kind: 'missing-file', files: [], setting: { workflows: ['other.ts'] }, saw: /other\.ts/ },
  { kind: 'missing-export', workflows: 'export const other = 1;\n', saw: /found `other`/ },
  { kind: 'load-crash', activities: `throw new Error('no settings');\n${ACT}`, saw: /no settings/ },
  { kind: 'process-exit', activities: `process.exit(3);\n${ACT}`, saw: /code 3, while/ },
  {
    kind: 'undefined-name',
    workflows: main("return await fetch('http://x');"),
    saw: /fetch is not defined.*network/,
    line: 2,
  },
  { kind: 'undefined-name', workflows: main('return process.env.HOME;'), saw: /process is not defined/ },
  {
    kind: 'plain-error',
    workflows: main("throw new Error('card declined');"),
    saw: /plain Error: “card declined”/,
    line: 2,
  },
  {
    kind: 'nondeterminism',
    workflows:
      main(
        "if (Date.now() % 1 === 0 && (globalThis as any).constructor.constructor('return 1')()) {} const { unsafe } = (await import_info()); if (!unsafe.isReplaying) await act(); await sleep(1000);",
      ) +
      "import { workflowInfo } from '@temporalio/workflow';\nasync function import_info() { return workflowInfo(); }\n",
    saw: /asked for something else/,
  },
  {
    kind: 'unhandled-rejection',
    workflows: main("void (async () => { await sleep(10); throw new Error('lost'); })(); await sleep(1000);"),
    saw: /lost/,
  },
  { kind: 'isolate-limit', workflows: main('for (;;) {}'), saw: /kept computing/ },
  {
    kind: 'missing-timeout',
    workflows: main('const { act: bare } = proxyActivities<typeof activities>({} as never); return await bare();'),
    saw: /start-to-close/,
  },
  { kind: 'unsendable-value', workflows: main('return 10n;'), saw: /can’t be written down/ },
  { kind: 'weak-reference', workflows: main('return new WeakRef({}).deref();'), saw: /WeakRef/ },
  { kind: 'unknown-workflow', workflows: main("return await executeChild('nobody', { args: [] });"), saw: /`nobody`/ },
  {
    kind: 'invalid-option',
    workflows: main(
      "const { act: none } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute', retry: { maximumAttempts: 0 } }); return await none();",
    ),
    saw: /option that the SDK refuses/,
  },
  {
    kind: 'type-error',
    workflows: main('const nothing = JSON.parse("null"); return nothing.name;'),
    saw: /TypeError/,
    line: 2,
  },
  {
    kind: 'activity-unregistered',
    workflows: main(
      "const { missing } = proxyActivities<{ missing(): Promise<void> }>({ startToCloseTimeout: '1 minute' }); await missing();",
    ),
    saw: /`missing`/,
  },
  {
    kind: 'attempt-storm',
    workflows: main('return await act();'),
    activities: "export async function act() { throw new Error('down'); }",
    saw: /more than 100 times.*down/,
  },
  { kind: 'event-storm', workflows: main('for (;;) await sleep(1000);'), saw: /kept writing/ },
  {
    kind: 'query-refused',
    workflows: main('await sleep(1000);'),
    run: async (lab) => (await lab.start('main', {})).query('state'),
    saw: /query `state`: at this moment it had no handler for `state`\.$/,
  },
  {
    kind: 'process-exit',
    workflows: main('return await act();'),
    activities: 'export async function act() { process.exit(0); }',
    saw: /code 0, in the middle/,
  },
  {
    kind: 'unhandled-rejection',
    workflows: main('return await act();'),
    activities:
      "export async function act() { void Promise.reject(new Error('late')); await new Promise((r) => setTimeout(r, 5000)); }",
    saw: /late/,
  },
  {
    kind: 'uncaught-exception',
    workflows: main('return await act();'),
    activities:
      "export async function act() { setTimeout(() => { throw new Error('thrown late'); }); await new Promise((r) => setTimeout(r, 5000)); }",
    saw: /thrown late/,
  },
  {
    kind: 'call-threw',
    run: (lab) => lab.call({ file: 'activities.ts', export: 'broken', args: [] }),
    activities: `${ACT}export function broken() { throw new RangeError('no'); }`,
    saw: /RangeError: no/,
  },
  {
    kind: 'not-a-function',
    run: (lab) => lab.call({ file: 'activities.ts', export: 'value', args: [] }),
    activities: `${ACT}export const value = 1;`,
    saw: /number/,
  },
  {
    kind: 'unfinished',
    activities: 'export async function act() { await new Promise(() => {}); }',
    run: async (lab) => (await lab.start('main', {})).settle({ ms: 1000 }),
    saw: /nothing more happened/,
  },
  {
    kind: 'unfinished',
    deadlineMs: 3000,
    activities: 'export async function act() { await new Promise(() => {}); }',
    saw: /After 3 seconds of real time the check had not come to its end/,
  },
];

let supply: Supply;
let lane: Lane;

beforeAll(async () => {
  supply = await openTestSupply(process.env);
  lane = await Lane.open(supply, 'fast');
});

afterAll(async () => {
  await Promise.all([lane.close(), supply.close()]);
  await supply.keeper.close();
});

describe('raw causes become findings', () => {
  for (const [index, sample] of samples.entries())
    test(`${index + 1} ${sample.kind}`, async () => {
      const finding = await findingOf(sample);
      expect(finding?.id, finding?.saw).toBe(`topic/${sample.kind}`);
      expect(finding?.saw).toMatch(sample.saw);
      expect(`${finding?.saw}${finding?.why}`).not.toMatch(/\/(tmp|home|root|work)\/|node_modules|undefined\./);
      // What it hung on is only to be seen in its timeline.
      if (sample.kind === 'unfinished')
        expect(finding?.timeline?.rows).toContainEqual(expect.objectContaining({ kind: 'activity', name: 'act' }));
      if (sample.line) expect(finding?.where).toMatchObject({ file: 'workflows.ts', line: sample.line });
    });
});

async function findingOf(sample: Sample) {
  const files: [string, string][] = [
    ['workflows.ts', IMPORTS + (sample.workflows ?? main('return await act();'))],
    ['activities.ts', sample.activities ?? ACT],
    ...(sample.files ?? []),
  ];
  const submission = composeSubmission({ origin: 'folder', dir: process.cwd(), files });
  const setting = sample.setting ?? {};
  const parts = await buildParts(submission, setting, 'fast');
  const run = sample.run ?? (async (lab: Lab) => (await lab.start('main', {})).settle());
  const claims = [
    check(
      'claim',
      'it works',
      async ({ lab }) => {
        await run(lab);
        return holds;
      },
      sample.deadlineMs === undefined ? {} : { deadlineMs: sample.deadlineMs },
    ),
    // The second check makes the lane renew itself after an unclean first one.
    check('after', 'the lane still serves', async () => holds),
  ];
  const results = await runChecks({ checks: claims, setting, parts, lane, seed: 1 });
  return foldResults(results, { slug: 'topic', lesson: 'lessons/x.md', files: new Set(submission.files.keys()) })
    .findings[0];
}
