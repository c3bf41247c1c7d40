import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSubmission } from '../submission/submission.ts';
import { activities, refusals } from './build-refusals.ts';
import { buildSubmission } from './build-submission.ts';

let parent: string;
beforeAll(async () => {
  parent = await realpath(await mkdtemp(path.join(tmpdir(), 'kata-test-')));
  await writeFile(path.join(parent, 'outside.ts'), 'export const answer = 42;\n');
});
afterAll(() => rm(parent, { recursive: true }));

let count = 0;
async function writeFiles(files: Record<string, string>, links: Record<string, string> = {}) {
  const dir = path.join(parent, `submission-${++count}`);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(dir, file)), { recursive: true });
    await writeFile(path.join(dir, file), text);
  }
  for (const [file, target] of Object.entries(links)) await symlink(path.join(parent, target), path.join(dir, file));
  return readSubmission({ dir, origin: 'folder' });
}

describe.each(['fast', 'official'] as const)('on the %s path', (path) => {
  it.each(refusals)('refuses $name', async ({ files, links, entries = {}, problems }) => {
    const outcome = await buildSubmission(await writeFiles(files, links), { path, entries });
    if (outcome.kind !== 'refused') throw new Error('it was built');
    expect(outcome.problems).toMatchObject(problems);
    expect(outcome.problems).toHaveLength(problems.length);
  });

  it('drops imports that are only used as types, and names the exports of each entry', async () => {
    const submission = await writeFiles({
      'workflows.ts': `import * as all from './activities.ts';\nimport { Rate } from './activities.ts';\nexport * from './more.js';\nexport const run = (rate: Rate): typeof all => rate as never;\nexport type Gone = 1;\n`,
      'more.ts': `import assert from 'assert';\nimport data from './data.json';\nexport const more = () => assert(data);\n`,
      'data.json': '{ "a": 1 }',
      'activities.ts': `${activities}export interface Rate { a: 1 }\n`,
      'app.ts': `import os from 'node:os';\nimport { Client } from '@temporalio/client';\nexport const app = [os, Client];\n`,
    });
    const entries = { workflows: ['workflows.ts', 'more.ts'], modules: ['activities.ts', 'app.ts'] };
    const outcome = await buildSubmission(submission, { path, entries });
    if (outcome.kind !== 'built') throw new Error(JSON.stringify(outcome.problems));
    const { workflows, modules } = outcome.build;
    expect(workflows['workflows.ts']?.exports).toEqual(['more', 'run']);
    expect(workflows['more.ts']?.exports).toEqual(['more']);
    expect(modules?.files).toEqual({ 'activities.ts': ['pay', 'rate'], 'app.ts': ['app'] });
    expect(workflows['workflows.ts']?.code).not.toContain('payments');
  });
});

it('has the same folders and packages for workflow code that uses uncommon parts of the SDK', async () => {
  const submission = await writeFiles({
    'workflows.ts': `import { msToNumber } from '@temporalio/common/lib/time';\nexport const run = () => msToNumber('1s');\n`,
  });
  const outcome = await buildSubmission(submission, { path: 'fast', entries: {} });
  expect(outcome).toMatchObject({ kind: 'built', build: { path: 'fast' } });
});
