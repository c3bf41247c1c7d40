import type { Edit } from '../../../submission/overlay.ts';

export const workflow = (replace: string, by: string): Edit => ({ file: 'workflows.ts', replace, by });
export const activity = (replace: string, by: string): Edit => ({ file: 'activities.ts', replace, by });

/** Lines of the solution that several specimens change. */
export const total = "  scheduleToCloseTimeout: '3 hours',\n";
export const policy = "retry: { maximumInterval: '10 minutes', nonRetryableErrorTypes: refusals }";
/** The limit of an attempt at the gateway, and what tells it from that of the receipt. */
export const attempt = "startToCloseTimeout: '30 seconds',\n  // The end";
export const unlimited = '// The end';
export const world = 'import { gateway, mail, RateLimited, refusalsAreFinal }';
export const authorised = '  return await classified(gateway.authorise(request));\n';
export const captured = '  return await classified(gateway.capture(request));\n';
export const awaited = '    return await refusalsAreFinal(call);\n';
export const limited =
  "throw ApplicationFailure.create({ type: 'RateLimited', message, nextRetryDelay: retryAfterMs });";
export const declines = '    if (refusals.includes(reason)) return';
export const unwrapped = 'const cause = error instanceof ActivityFailure ? error.cause : undefined;';
