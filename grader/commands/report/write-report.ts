import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { homedir, hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UsageError } from '../../catalog/fault.ts';
import { readSdkVersion } from '../../engine/native.ts';
import { renderJson } from '../../view/json/render-json.ts';
import type { Graded } from '../grade-jobs.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Private, withoutPrivate } from './without-private.ts';

/**
 * Writes everything about one grading into a new folder under `.kata/reports/`, without anything private.
 * @returns the folder, relative to the clone.
 * @throws UsageError when it can't be written.
 */
export async function writeReport(graded: Graded, surroundings: Surroundings): Promise<string> {
  const { root, now } = surroundings;
  const time = now().toISOString().slice(0, 19).replaceAll(':', '-');
  const folder = `.kata/reports/${graded.job.topic.folder}-${time}`;
  const secrets = await findPrivate(root, graded.submission.dir);
  try {
    for (const [name, text] of await composeReport(graded, surroundings)) {
      const file = join(root, folder, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, withoutPrivate(text, secrets));
    }
    return folder;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`The report can't be written to ${folder} (${code}). Make room, or make .kata writable.`);
  }
}

/** The report's files: name and text. */
async function composeReport(graded: Graded, surroundings: Surroundings): Promise<[string, string][]> {
  const { submission, verdict, evidence } = graded;
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const { root, node, platform, arch, version } = surroundings;
  const sdk = await readSdkVersion(root);
  const engine = verdict.engine ?? 'none';
  return [
    ['README.md', introduce(graded)],
    ['verdict.json', json(renderJson(verdict))],
    ['versions.json', json({ grader: version, node, platform, arch, sdk, engine })],
    ...[...submission.files].map(([file, text]): [string, string] => [`submission/${file}`, text]),
    ...evidence.flatMap(({ check, runs, ledger }): [string, string][] => [
      [`evidence/${check}/ledger.json`, json(ledger)],
      ...runs.map(({ workflow, history }, index): [string, string] => [
        `evidence/${check}/${index + 1}-${workflow.replace(/[^\w-]/g, '_')}.history.json`,
        history,
      ]),
    ]),
  ];
}

function introduce({ job, verdict }: Graded): string {
  const { number, folder, title } = job.topic;
  return `# Report: ${folder}

${title}. The verdict was: ${verdict.kind}. Seed: ${verdict.seed}.

To see it again: \`npx kata check ${number} --from submission --seed ${verdict.seed}\`, in this folder.

- \`submission/\`: the files that were graded
- \`verdict.json\`: what was said of them
- \`evidence/\`: for each check the histories (they can be replayed) and the ledger of the outside world
- \`versions.json\`: grader, SDK, engine, Node, kind of machine

Paths of the machine, its name and the names of processes were left out.

## What should the verdict have been, and why?

(Please say it here, in your own words.)
`;
}

async function findPrivate(root: string, dir: string): Promise<Private> {
  const real = (path: string) => realpath(path).catch(() => path);
  const folders = {
    ...{ clone: root, 'clone-really': await real(root), submission: dir },
    ...{
      home: homedir(),
      'home-really': await real(homedir()),
      temporary: tmpdir(),
      'temporary-really': await real(tmpdir()),
    },
  };
  return { folders, host: hostname() };
}
