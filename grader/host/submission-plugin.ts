import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import type { BuildProblem } from '../submission/build-problem.ts';
import { isInside, type Submission } from '../submission/submission.ts';
import { nodeModulesDir, rootDir, worldClients } from './places.ts';

/** Names the files of a submission inside esbuild. */
export const submissionNamespace = 'submission';

type DistributedOmit<T> = T extends unknown ? Omit<T, 'where' | 'caret'> : never;
/** A problem whose place esbuild will add. */
export type PlacelessProblem = DistributedOmit<BuildProblem>;

/** One import as it was met: `from` and `to` are files of the submission, or absolute paths inside packages. */
export interface ImportEdge {
  from: string;
  request: string;
  /** Undefined when the module stays outside the bundle. */
  to: string | undefined;
}

export interface PluginOptions {
  submission: Submission;
  /** Whether a package or a module of Node stays outside the bundle without being looked up. */
  isExternal(request: string): boolean;
  /** What becomes of the other packages, once found. */
  packages: 'bundled' | 'external';
  /** Whether `import()` is refused. */
  refuseDynamicImport: boolean;
  /** What is at `#world`; workflow code gets nothing. */
  world: 'clients' | 'nothing';
  /** Filled with every import met. */
  edges: ImportEdge[];
  /** Imports to refuse, by `edgeKey`. */
  refused?: Map<string, PlacelessProblem>;
  /** Files that exist only in this build, by name. */
  virtual?: Map<string, string>;
}

export function edgeKey(from: string, request: string): string {
  return JSON.stringify([from, request]);
}

/** Serves a submission's files to esbuild from memory, and lets no import leave its folder but to installed packages. */
export function submissionPlugin(options: PluginOptions): Plugin {
  return {
    name: submissionNamespace,
    setup(build) {
      build.onResolve({ filter: /.*/ }, (args) => resolveImport(options, build, args));
      build.onLoad({ filter: /.*/, namespace: submissionNamespace }, ({ path: file }) => ({
        contents: options.virtual?.get(file) ?? options.submission.files.get(file) ?? '',
        loader: file.endsWith('.json') ? 'json' : 'ts',
      }));
    },
  };
}

async function resolveImport(options: PluginOptions, build: PluginBuild, args: OnResolveArgs) {
  if (args.pluginData === 'package') return undefined;
  if (args.kind === 'entry-point') {
    // esbuild writes `./workflows.ts` when the working directory happens to hold a file of that name.
    return { path: path.posix.normalize(args.path), namespace: submissionNamespace };
  }
  const result = await findModule(options, build, args);
  const to = result.external || result.errors !== undefined ? undefined : result.path;
  options.edges.push({ from: args.importer, request: args.path, to });
  const refusal = options.refused?.get(edgeKey(args.importer, args.path));
  return refusal === undefined ? result : refuse(refusal);
}

async function findModule(options: PluginOptions, build: PluginBuild, args: OnResolveArgs): Promise<OnResolveResult> {
  const { path: request, importer } = args;
  const isOurs = args.namespace === submissionNamespace;
  if (args.kind === 'dynamic-import' && options.refuseDynamicImport && isOurs) {
    return refuse({ kind: 'dynamic-import', module: request, importer, message: dynamicImportText(importer, request) });
  }
  if (request === '#world')
    return options.world === 'clients' ? { path: worldClients } : { path: request, external: true };
  if (isOurs && /^\.\.?(\/|$)/.test(request)) return findFile(options, request, importer);
  if (isOurs && (path.isAbsolute(request) || /^(?!node:)[a-zA-Z][\w+.-]*:/.test(request)))
    return refuseOutside(request, importer);
  if (options.isExternal(request)) return { path: request, external: true };
  const found = await build.resolve(request, {
    kind: args.kind,
    importer: isOurs ? '' : importer,
    resolveDir: isOurs ? rootDir : args.resolveDir,
    pluginData: 'package',
  });
  if (found.errors.length > 0) {
    const message = `\`${importer}\` imports \`${request}\`, and no package of that name is installed.`;
    return isOurs ? refuse({ kind: 'missing-module', module: request, importer, message }) : { errors: found.errors };
  }
  if (isOurs && !found.external && !isInside(nodeModulesDir, realpathSync(found.path)))
    return refuseOutside(request, importer);
  if (options.packages === 'external' && !request.startsWith('.')) return { path: request, external: true };
  return { path: found.path, namespace: found.namespace, external: found.external, sideEffects: found.sideEffects };
}

function findFile({ submission, virtual }: PluginOptions, request: string, importer: string): OnResolveResult {
  const asked = path.posix.normalize(path.posix.join(path.posix.dirname(importer), request));
  if (asked === '..' || asked.startsWith('../')) return refuseOutside(request, importer);
  const candidates = [
    asked,
    `${asked}.ts`,
    asked.replace(/\.js$/, '.ts'),
    `${asked}.json`,
    path.posix.join(asked, 'index.ts'),
  ];
  const file = candidates.find((one) => submission.files.has(one) && !virtual?.has(one));
  if (file !== undefined) return { path: file, namespace: submissionNamespace };
  if (candidates.some((one) => leadsOutside(submission.dir, one))) return refuseOutside(request, importer);
  const message = `\`${importer}\` imports \`${request}\`, and there is no such file in the folder.`;
  return refuse({ kind: 'missing-module', module: request, importer, message });
}

function leadsOutside(dir: string, file: string): boolean {
  try {
    return !isInside(dir, realpathSync(path.join(dir, file)));
  } catch {
    return false;
  }
}

function refuseOutside(module: string, importer: string): OnResolveResult {
  const message = `\`${importer}\` imports \`${module}\`, which lies outside the folder that is graded.`;
  return refuse({ kind: 'outside-import', module, importer, message });
}

function refuse(problem: PlacelessProblem): OnResolveResult {
  return { errors: [{ text: problem.message, detail: problem }] };
}

/** Also for a computed `import(name)`, where `module` is unknown. */
export function dynamicImportText(importer: string, module: string | undefined): string {
  const what = module === undefined ? 'a module whose name is computed' : `\`${module}\``;
  return `\`${importer}\` imports ${what} while it runs. Workflow code is one bundle: everything is imported at the top.`;
}
