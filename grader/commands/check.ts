import { randomInt } from 'node:crypto';
import { access, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../catalog/fault.ts';
import { type Catalog, readCatalog } from '../catalog/read-catalog.ts';
import { readKnownAnswers } from '../check/known-mistakes.ts';
import { keepVerdict } from '../progress/last-verdict.ts';
import { recordVerdict } from '../progress/progress.ts';
import { updateProgress } from '../progress/progress-file.ts';
import { isAsShipped } from '../submission/restore-exercise.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { renderJson } from '../view/json/render-json.ts';
import { type AfterPass, renderSummary, renderVerdict, renderVerdictInBrief } from '../view/terminal/render-verdict.ts';
import { chooseJobs, type Job } from './choose-topics.ts';
import type { CheckCommand } from './command.ts';
import { type ExitCode, exitCodeOf } from './exit-code.ts';
import type { Graded } from './grade-jobs.ts';
import { nextSteps } from './next-steps.ts';
import { print, type Surroundings, screenOf } from './surroundings.ts';

/**
 * Grades what the command names, shows each verdict and remembers those of exercises.
 * @throws UsageError, FaultError, the abort's reason.
 */
export async function runCheck(command: CheckCommand, surroundings: Surroundings): Promise<ExitCode> {
  const catalog = await readCatalog(surroundings.root);
  const jobs = await chooseJobs(catalog, command, surroundings.cwd);
  const junit = command.junit === undefined ? undefined : await readyFile(resolve(surroundings.cwd, command.junit));
  announce(jobs, surroundings);
  const verdicts: Verdict[] = [];
  // The SDK takes most of a second to load: only now, when something has been said.
  const { gradeJobs } = await import('./grade-jobs.ts');
  const seed = command.seed ?? randomInt(2 ** 31);
  const onGraded = async (graded: Graded) => {
    verdicts.push(graded.verdict);
    await remember(graded, surroundings);
    if (command.report && graded.verdict.kind === 'inconclusive') await report(graded, surroundings);
    await show(graded, { command, catalog, several: jobs.length > 1 }, surroundings);
  };
  await gradeJobs(
    {
      ...{ jobs, seed, official: command.official, lanes: command.lanes, evidence: command.report, onGraded },
      ...(command.sandbox && { sandbox: command.sandbox }),
    },
    surroundings,
  );
  if (jobs.length > 1 && !command.json) {
    print(
      surroundings.stdout,
      `\n${renderSummary(verdicts, screenOf(surroundings.stdout, surroundings, command.plain))}`,
    );
  }
  if (junit !== undefined) {
    const { renderJunit } = await import('../view/json/render-junit.ts');
    await writeFile(junit, renderJunit(verdicts));
  }
  return exitCodeOf(verdicts);
}

function announce([first, ...more]: Job[], { stderr }: Surroundings): void {
  if (!stderr.isTTY || !first) return;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  print(stderr, `Checking ${first.topic.folder.replace('-', ' ')}${others}…`);
}

async function remember({ job, verdict }: Graded, { root, now, version, stderr }: Surroundings): Promise<void> {
  if (job.origin !== 'exercise') return;
  await keepVerdict(root, verdict);
  const { warning } = await updateProgress(root, (progress) =>
    recordVerdict(progress, verdict, { at: now(), grader: version }),
  );
  if (warning !== undefined) print(stderr, warning);
}

async function report(graded: Graded, surroundings: Surroundings): Promise<void> {
  const { writeReport } = await import('./report/write-report.ts');
  print(surroundings.stderr, `A report is in ${await writeReport(graded, surroundings)}.`);
}

interface Showing {
  command: CheckCommand;
  catalog: Catalog;
  several: boolean;
}

async function show(graded: Graded, { command, catalog, several }: Showing, surroundings: Surroundings): Promise<void> {
  const { stdout } = surroundings;
  const { verdict } = graded;
  if (command.json) return print(stdout, JSON.stringify(renderJson(verdict)));
  const screen = screenOf(stdout, surroundings, command.plain);
  if (several && !command.full) return print(stdout, renderVerdictInBrief(verdict, screen));
  const asShipped = graded.job.origin === 'exercise' && (await isAsShipped(catalog.root, graded.job.topic));
  const passed = verdict.kind === 'passed' && graded.job.origin === 'exercise' ? await afterPass(graded, catalog) : {};
  const next = nextSteps(graded, catalog);
  print(stdout, renderVerdict(verdict, screen, { asShipped, full: command.full, next, ...passed }));
}

async function afterPass({ job }: Graded, { root }: Catalog): Promise<{ passed: AfterPass }> {
  const { topic } = job;
  const { alternatives } = await readKnownAnswers(root, topic);
  return { passed: { matters: topic.matters || topic.summary, alternatives } };
}

async function readyFile(file: string): Promise<string> {
  const folder = dirname(file);
  await access(folder).catch(() => {
    throw new UsageError(`There is no folder ${folder} for the JUnit file. Make it, or name another file.`);
  });
  return file;
}
