import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Submission } from '../submission/submission.ts';
import { makeScratchFolder } from './cache-folder.ts';
import { nodeModulesDir } from './places.ts';
import { adaptMap, attachMap, detachMap } from './source-map.ts';

/** The SDK's bundler refused code that had passed inspection; `message` is its first error. */
export class OfficialBundleError extends Error {
  override name = 'OfficialBundleError';
}

/**
 * Bundles one entry of a submission by the SDK's own bundler, from a copy on disk. Stacks name files relative to the submission.
 * @throws OfficialBundleError
 */
export async function bundleOfficialWorkflow(submission: Submission, entry: string): Promise<string> {
  const folder = await makeScratchFolder();
  try {
    for (const [file, text] of submission.files) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    const { code, map } = detachMap(await bundleOfficially(path.join(folder, entry)));
    if (map === undefined) throw new OfficialBundleError('the bundle has no source map');
    return attachMap(code, {
      ...adaptMap(map, (source) => nameOfficialSource(folder, source)),
      file: 'workflow-bundle.js',
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs the SDK's bundler on a file. It takes the SDK about a second, of which half is loading the bundler.
 * @throws OfficialBundleError
 */
export async function bundleOfficially(workflowsPath: string): Promise<string> {
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const errors: string[] = [];
  const logger = new DefaultLogger('ERROR', ({ message }) => errors.push(message));
  try {
    const { code } = await bundleWorkflowCode({
      workflowsPath,
      logger,
      // Packages are found even when the copy had to be put outside the clone.
      webpackConfigHook: (config) => {
        config.resolve?.modules?.push(nodeModulesDir);
        return config;
      },
    });
    return code;
  } catch (error) {
    throw new OfficialBundleError(readFirstError(errors) ?? String(error));
  }
}

function readFirstError(output: string[]): string | undefined {
  const line = /^(?:.*ERROR in .*\n)(.+)$/m.exec(output.join('\n'))?.[1];
  return line?.trim();
}

function nameOfficialSource(folder: string, source: string): string {
  const relative = path.relative(folder, source).replaceAll('\\', '/');
  return relative.startsWith('../') || path.isAbsolute(relative) ? `#${path.basename(source)}` : relative;
}
