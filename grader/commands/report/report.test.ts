import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { UsageError } from '../../catalog/fault.ts';
import { readCatalog } from '../../catalog/read-catalog.ts';
import { rootDir } from '../../host/places.ts';
import { composeSubmission } from '../../submission/submission.ts';
import { samples } from '../../view/sample-verdicts.ts';
import { makeClone } from '../../watch/pty/test-clone.ts';
import { withoutPrivate } from './without-private.ts';
import { writeReport } from './write-report.ts';

test('machine, folders and processes are left out, on every system', () => {
  const secrets = {
    folders: { clone: '/home/ann/kata', home: '/home/ann', other: 'C:\\Users\\Ann' },
    host: 'anns-mac',
  };
  const text = [
    'at /home/ann/kata/exercises/a.ts in /home/ann/.npmrc',
    '"identity":"4711@anns-mac.local"',
    'anns-mac said so; banns-mac-2 did not',
    JSON.stringify('C:\\Users\\Ann\\kata'),
  ];
  expect(withoutPrivate(text.join('\n'), secrets)).toMatchInlineSnapshot(`
    "at <clone>/exercises/a.ts in <home>/.npmrc
    "identity":"process@host"
    host said so; banns-mac-2 did not
    "<other>\\\\kata""
  `);
});

test('a report has all that was recorded, and nothing private', async () => {
  const clone = await makeClone();
  try {
    const exercise = join(clone.root, 'exercises/06-saga-pattern-with-compensation');
    await writeFile(join(exercise, '.secret'), 'not for others');
    const args = [join(clone.root, 'grader/bin.mjs'), 'report', '6'];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: clone.root, encoding: 'utf8' });
    expect(status).toBe(0);
    const folder = join(clone.root, stdout.trim());
    const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
    expect(names).toContain('submission/workflows.ts');
    expect(names.filter((name) => name.includes('.secret'))).toEqual([]);
    const read = (name: string) => readFile(join(folder, name), 'utf8');
    expect(JSON.parse(await read('verdict.json'))).toMatchObject({ schemaVersion: 1, verdict: 'failed' });
    expect(JSON.parse(await read('versions.json'))).toMatchObject({
      grader: expect.any(String),
      sdk: expect.any(String),
    });
    const history = names.find((name) => name.startsWith('evidence/undo-order/') && name.endsWith('.history.json'));
    expect(JSON.parse(await read(history ?? '')).events[0].eventType).toBe('EVENT_TYPE_WORKFLOW_EXECUTION_STARTED');
    expect(JSON.parse(await read('evidence/undo-order/ledger.json'))[0]).toMatchObject({ operation: 'flights.book' });
    const all = (await Promise.all(names.map(read))).join('\n');
    for (const secret of [clone.root, homedir(), hostname()].filter((text) => text.length > 5))
      expect(all.includes(secret)).toBe(false);
  } finally {
    await clone.remove();
  }
}, 300_000);

test('without a verdict there is a report as well; where it can’t be written, that is said', async () => {
  const root = await mkdtemp(join(tmpdir(), 'report-'));
  try {
    const [topic] = (await readCatalog(rootDir)).topics;
    if (!topic) throw new Error('no topics');
    const submission = composeSubmission({ origin: 'exercise', dir: root, files: [['workflows.ts', 'mine\n']] });
    const job = { topic, origin: 'exercise', dir: root } as const;
    const graded = { job, submission, verdict: samples.inconclusive, evidence: [] };
    const surroundings = {
      ...{ root, cwd: root, env: {}, platform: process.platform, arch: process.arch, node: '20', version: '1' },
      ...{ stdout: new PassThrough(), stderr: new PassThrough(), stdin: new PassThrough() },
      ...{ signal: new AbortController().signal, now: () => new Date('2026-01-01T00:00:00Z') },
    };
    const folder = await writeReport(graded, surroundings);
    expect(folder).toBe(`.kata/reports/${topic.folder}-2026-01-01T00-00-00`);
    expect(await readFile(join(root, folder, 'submission/workflows.ts'), 'utf8')).toBe('mine\n');
    expect(await readFile(join(root, folder, 'README.md'), 'utf8')).toContain('The verdict was: inconclusive.');
    await rm(join(root, '.kata/reports'), { recursive: true });
    await writeFile(join(root, '.kata/reports'), 'in the way');
    await expect(writeReport(graded, surroundings)).rejects.toThrow(UsageError);
  } finally {
    await rm(root, { recursive: true });
  }
});
