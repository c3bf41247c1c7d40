import Module from 'node:module';
import path from 'node:path';
import type { Script } from 'node:vm';
import { keyOf } from './format.ts';

/** The parts of Node's own loader for `require` that are hooked here, as loaders such as tsx and pirates hook them. */
interface Loader {
  _resolveFilename(request: string, parent: NodeModule | undefined, ...rest: unknown[]): string;
  _extensions: NodeJS.RequireExtensions;
  _cache: NodeJS.Dict<NodeModule>;
}

export interface Hook {
  /** Where a name leads; undefined leaves it to Node. */
  find?(key: string): string | undefined;
  /** Told of each place that Node has found. */
  onFound?(key: string, file: string): void;
  /** The script of a module; undefined leaves it to Node. */
  script(file: string): Script | undefined;
}

/** Loads CommonJS modules with the hook from now on. What is no part of it is loaded as ever. */
export function hookRequire({ find, onFound, script }: Hook): void {
  const loader = Module as unknown as Loader;
  const resolve = loader._resolveFilename;
  loader._resolveFilename = function resolveFilename(request, parent, ...rest) {
    const key = parent?.filename ? keyOf(request, parent.filename) : undefined;
    const known = key === undefined ? undefined : find?.(key);
    if (known !== undefined) return known;
    const file = resolve.call(this, request, parent, ...rest);
    if (key !== undefined) onFound?.(key, file);
    return file;
  };
  const load = loader._extensions['.js'];
  loader._extensions['.js'] = (module, file) => {
    const found = script(file);
    if (found === undefined) return load?.(module, file);
    const { exports } = module;
    found.runInThisContext().call(exports, exports, requireOf(module, loader), module, file, path.dirname(file));
  };
}

function requireOf(module: NodeModule, loader: Loader): NodeJS.Require {
  const require = (id: string): unknown => module.require(id);
  const resolve = (request: string, options?: unknown) => loader._resolveFilename(request, module, false, options);
  return Object.assign(require, {
    resolve: Object.assign(resolve, { paths: () => module.paths }),
    cache: loader._cache,
    main: process.mainModule,
    extensions: loader._extensions,
  }) as NodeJS.Require;
}
