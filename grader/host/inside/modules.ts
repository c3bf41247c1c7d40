import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction, constants } from 'node:vm';
import { moduleCodeFile } from '../frames.ts';

/** The node-side files of a submission, each evaluated when it is first asked for. */
export interface Modules {
  /** Exports of a file. @throws whatever evaluating it throws. */
  load(file: string): Record<string, unknown>;
  /** The clients of `#world` by name: the same instances that the submission imports. */
  services(): Record<string, unknown>;
}

interface BundleExports {
  files: Record<string, () => Record<string, unknown>>;
  world(): Record<string, unknown>;
}

/** `code` is a CommonJS bundle; what it requires is found where the host itself finds its packages. */
export function openModules(code: string | undefined): Modules {
  const bundle = code === undefined ? undefined : evaluate(code);
  return {
    load(file) {
      const load = bundle?.files[file];
      if (load === undefined) throw new Error(`the bundle has no file ${file}`);
      return load();
    },
    services() {
      const exports = Object.entries(bundle?.world() ?? {});
      return Object.fromEntries(exports.filter(([, value]) => typeof value === 'object'));
    },
  };
}

function evaluate(code: string): BundleExports {
  const filename = path.join(process.cwd(), moduleCodeFile);
  const run = compileFunction(code, ['exports', 'require', 'module'], {
    filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const bundle: { exports: Partial<BundleExports> } = { exports: {} };
  run(bundle.exports, createRequire(process.argv[1] ?? filename), bundle);
  return bundle.exports as BundleExports;
}
