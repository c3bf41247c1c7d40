import type { Build, BuildPath } from '../host/build.ts';
import { buildSubmission } from '../host/build-submission.ts';
import type { BuildProblem } from '../submission/build-problem.ts';
import type { Submission } from '../submission/submission.ts';
import type { Setting } from './setting.ts';

export type Problems = [BuildProblem, ...BuildProblem[]];

/** What of a submission can start, and why the rest can't: one broken file does not condemn the others. */
export interface Parts {
  /** Undefined when nothing can start. */
  build: Build | undefined;
  /** By entry file. */
  broken: Map<string, Problems>;
}

/** Bundles a submission; entries that can't be bundled are left out and reported. */
export async function buildParts(submission: Submission, setting: Setting, path: BuildPath): Promise<Parts> {
  const { workflows = ['workflows.ts'], modules = ['activities.ts'] } = setting;
  const whole = await buildSubmission(submission, { path, entries: { workflows, modules } });
  if (whole.kind === 'built') return { build: whole.build, broken: new Map() };
  const broken = new Map<string, Problems>();
  for (const file of workflows) await tryAlone(file, { workflows: [file], modules: [] });
  for (const file of modules) await tryAlone(file, { workflows: [], modules: [file] });
  const good = {
    workflows: workflows.filter((file) => !broken.has(file)),
    modules: modules.filter((file) => !broken.has(file)),
  };
  if (good.workflows.length + good.modules.length === 0) return { build: undefined, broken };
  const rest = await buildSubmission(submission, { path, entries: good });
  return rest.kind === 'built' ? { build: rest.build, broken } : { build: undefined, broken };

  async function tryAlone(file: string, entries: { workflows: string[]; modules: string[] }): Promise<void> {
    const alone = await buildSubmission(submission, { path, entries });
    if (alone.kind === 'refused') broken.set(file, alone.problems);
  }
}
