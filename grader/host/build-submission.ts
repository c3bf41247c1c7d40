import type { BuildProblem } from '../submission/build-problem.ts';
import type { Submission } from '../submission/submission.ts';
import type { BuildEntries, BuildOutcome, BuildPath, ModuleCode, WorkflowCode } from './build.ts';
import {
  type Inspection,
  inspectModules,
  inspectWorkflow,
  moduleSide,
  runEsbuild,
  sharedOptions,
  workflowSide,
} from './inspect.ts';
import { bundleOfficialWorkflow, OfficialBundleError } from './official-bundle.ts';
import { readProblems } from './read-problems.ts';
import { adaptMap, attachMap, nameSource, type SourceMapData } from './source-map.ts';
import type { PluginOptions } from './submission-plugin.ts';
import { factoryName, readVendorBundle } from './vendor-bundle.ts';

/** Bundles a submission for a host. Code that can't start is an outcome, with the same problems on both paths. */
export async function buildSubmission(
  submission: Submission,
  { path, entries }: { path: BuildPath; entries: BuildEntries },
): Promise<BuildOutcome> {
  const workflows = entries.workflows ?? ['workflows.ts'];
  const modules = entries.modules ?? ['activities.ts'].filter((file) => submission.files.has(file));
  const missing = [...workflows, ...modules].filter((file) => !submission.files.has(file)).map(missingFile);
  if (isFilled(missing)) return { kind: 'refused', problems: missing };
  const nodeFiles = new Set(modules);
  const vendor = path === 'fast' && workflows.length > 0 ? readVendorBundle() : undefined;
  vendor?.catch(() => undefined);
  const [inspected, inspectedModules] = await Promise.all([
    Promise.all(workflows.map((entry) => inspectWorkflow(submission, entry, nodeFiles))),
    inspectModules(submission, modules),
  ]);
  const problems = distinct([...inspected, inspectedModules].flatMap((inspection) => inspection.problems));
  if (isFilled(problems)) return { kind: 'refused', problems };
  try {
    const code = await Promise.all(
      workflows.map((entry, index) => bundleWorkflow(submission, entry, { vendor, inspection: inspected[index] })),
    );
    const built = {
      path,
      workflows: Object.fromEntries(workflows.map((entry, index) => [entry, code[index] as WorkflowCode])),
      modules: modules.length === 0 ? undefined : await bundleModules(submission, inspectedModules.exports),
    };
    return { kind: 'built', build: built };
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', problems: error.problems };
    if (!(error instanceof OfficialBundleError)) throw error;
    return { kind: 'refused', problems: [{ kind: 'syntax', message: error.message }] };
  }
}

class Refused extends Error {
  constructor(readonly problems: [BuildProblem, ...BuildProblem[]]) {
    super('refused');
  }
}

async function bundleWorkflow(
  submission: Submission,
  entry: string,
  { vendor, inspection }: { vendor: Promise<string> | undefined; inspection: Inspection | undefined },
): Promise<WorkflowCode> {
  const exports = inspection?.exports[entry] ?? [];
  // The vendor bundle does not hold every file of the SDK; its own bundler finds them all.
  if (vendor === undefined || inspection?.uncommon.length !== 0) {
    return { code: await bundleOfficialWorkflow(submission, entry), exports };
  }
  const own = await compile(entry, workflowSide(submission, []));
  const head = `${await vendor}\nvar ${factoryName} = function (require, module, exports) { "use strict";\n`;
  const map = { ...adaptMap(own.map, nameSource, head.split('\n').length - 1), file: 'workflow-bundle.js' };
  return { code: attachMap(`${head}${own.code}\n};`, map), exports };
}

async function bundleModules(submission: Submission, files: Record<string, string[]>): Promise<ModuleCode> {
  const entry = '(entry).ts';
  const parts = Object.keys(files).map(
    (file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)})`,
  );
  const text = `module.exports = { files: { ${parts.join(', ')} }, world: () => require('#world') };`;
  const own = await compile(entry, { ...moduleSide(submission), virtual: new Map([[entry, text]]) });
  return { code: attachMap(own.code, adaptMap(own.map, nameSource)), files };
}

async function compile(entry: string, plugin: PluginOptions): Promise<{ code: string; map: SourceMapData }> {
  const result = await runEsbuild({
    ...sharedOptions(plugin),
    entryPoints: [{ in: entry, out: 'submission' }],
    format: 'cjs' as const,
    sourcemap: 'external' as const,
  });
  const problems = readProblems(result.errors);
  if (isFilled(problems)) throw new Refused(problems);
  const outputs = 'outputFiles' in result ? result.outputFiles : [];
  const text = (ending: string) => outputs.find((output) => output.path.endsWith(ending))?.text ?? '';
  return { code: text('.js'), map: JSON.parse(text('.map')) };
}

function missingFile(file: string): BuildProblem {
  return { kind: 'missing-file', file, message: `There is no file \`${file}\` in the folder that is graded.` };
}

function distinct(problems: BuildProblem[]): BuildProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function isFilled<T>(list: T[]): list is [T, ...T[]] {
  return list.length > 0;
}
