import { type BuildOptions, type BuildResult, build, type Message } from 'esbuild';
import type { BuildProblem } from '../submission/build-problem.ts';
import type { Submission } from '../submission/submission.ts';
import { judgeImports } from './judge-imports.ts';
import { isBuiltin, isNodeOnly, vendorModules } from './module-rules.ts';
import { readProblems } from './read-problems.ts';
import { type ImportEdge, type PluginOptions, submissionNamespace, submissionPlugin } from './submission-plugin.ts';

/** What a first look at a file and all it imports gives. */
export interface Inspection {
  problems: BuildProblem[];
  /** Exported names of values, by entry file. */
  exports: Record<string, string[]>;
  /** Modules of the SDK that the vendor bundle does not hold. */
  uncommon: string[];
}

/** Looks at one workflow entry without running it; the same for both paths. */
export async function inspectWorkflow(
  submission: Submission,
  entry: string,
  nodeFiles: ReadonlySet<string>,
): Promise<Inspection> {
  const edges: ImportEdge[] = [];
  const first = await look([entry], workflowSide(submission, edges));
  const refused = judgeImports({ entry, edges, nodeFiles });
  const { errors, exports } =
    refused.size === 0 ? first : await look([entry], { ...workflowSide(submission, []), refused });
  const uncommon = edges.map((edge) => edge.request).filter((request) => isSdk(request) && !isVendor(request));
  return { problems: readProblems(errors), exports, uncommon: [...new Set(uncommon)] };
}

/** Looks at the node-side files and all they import, without running them. */
export async function inspectModules(submission: Submission, files: string[]): Promise<Inspection> {
  const { errors, exports } = await look(files, moduleSide(submission));
  return { problems: readProblems(errors), exports, uncommon: [] };
}

/** How imports of workflow code are answered: the SDK comes from the vendor bundle, what only Node has is judged later. */
export function workflowSide(submission: Submission, edges: ImportEdge[]): PluginOptions {
  const isExternal = (request: string) => isNodeOnly(request) || isVendor(request) || isSdk(request);
  return { submission, edges, isExternal, packages: 'bundled', refuseDynamicImport: true, world: 'nothing' };
}

/** How imports of node-side code are answered: packages and modules of Node are there when it runs. */
export function moduleSide(submission: Submission): PluginOptions {
  const isExternal = isBuiltin;
  return { submission, edges: [], isExternal, packages: 'external', refuseDynamicImport: false, world: 'clients' };
}

/** Options that every pass of esbuild shares. Names are kept because failure types match names of classes. */
export function sharedOptions(plugin: PluginOptions) {
  const isWorkflow = plugin.refuseDynamicImport;
  return {
    bundle: true,
    write: false,
    metafile: true,
    keepNames: true,
    outdir: '/out',
    logLevel: 'silent',
    platform: isWorkflow ? 'browser' : 'node',
    target: 'es2022',
    supported: { 'top-level-await': false },
    // An empty configuration: imports that are only used as types are dropped, as the SDK's bundler does.
    tsconfigRaw: {},
    plugins: [submissionPlugin(plugin)],
    ...(isWorkflow && { logOverride: { 'unsupported-dynamic-import': 'error', 'unsupported-require-call': 'error' } }),
  } satisfies BuildOptions;
}

/** Runs esbuild; errors of the submission's code are a value. */
export async function runEsbuild<T extends BuildOptions>(options: T): Promise<BuildResult<T> | { errors: Message[] }> {
  try {
    return await build<T>(options as never);
  } catch (failure) {
    if (isBuildFailure(failure)) return { errors: failure.errors };
    throw failure;
  }
}

async function look(files: string[], plugin: PluginOptions) {
  const entryPoints = files.map((file) => ({ in: file, out: file }));
  // Only the format esm lists the exports of an entry.
  const result = await runEsbuild({ ...sharedOptions(plugin), entryPoints, format: 'esm' as const });
  if (!('metafile' in result)) return { errors: result.errors, exports: {} };
  const exports: Record<string, string[]> = {};
  for (const output of Object.values(result.metafile.outputs)) {
    if (output.entryPoint !== undefined)
      exports[output.entryPoint.slice(submissionNamespace.length + 1)] = output.exports;
  }
  return { errors: [], exports };
}

function isVendor(request: string): boolean {
  return vendorModules.includes(request);
}

function isSdk(request: string): boolean {
  return request.startsWith('@temporalio/') || request === 'nexus-rpc' || request.startsWith('nexus-rpc/');
}

function isBuildFailure(failure: unknown): failure is { errors: Message[] } {
  return failure instanceof Error && 'errors' in failure && Array.isArray(failure.errors);
}
