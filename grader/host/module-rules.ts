import { builtinModules } from 'node:module';

/** Node modules that the SDK replaces by safe versions of its own in workflow code. */
const allowedBuiltins = ['assert', 'url', 'util'];

/** What the SDK's bundler keeps out of workflow code; a test compares this with the SDK's own list. */
export const disallowedModules: readonly string[] = [
  ...builtinModules.filter((module) => !allowedBuiltins.includes(module)),
  '@temporalio/activity',
  '@temporalio/client',
  '@temporalio/worker',
  '@temporalio/common/lib/internal-non-workflow',
  '@temporalio/interceptors-opentelemetry/lib/client',
  '@temporalio/interceptors-opentelemetry/lib/worker',
  '@temporalio/interceptors-opentelemetry-v2/lib/client',
  '@temporalio/interceptors-opentelemetry-v2/lib/worker',
  '@temporalio/testing',
  '@temporalio/core-bridge',
];

/** Modules that the cached vendor bundle hands to workflow code. */
export const vendorModules: readonly string[] = [
  '@temporalio/workflow',
  '@temporalio/common',
  'nexus-rpc',
  ...allowedBuiltins,
];

/** Whether workflow code must not import `request`: the SDK's list, every `node:` name, and the world. */
export function isNodeOnly(request: string): boolean {
  if (request === '#world' || request.startsWith('node:')) return true;
  return disallowedModules.some((one) => request === one || request.startsWith(`${one}/`));
}

/** Whether `request` names a module of Node itself. */
export function isBuiltin(request: string): boolean {
  return request.startsWith('node:') || builtinModules.includes(request);
}
