import type { ThrownError } from '../call.ts';
import type { FrameMapper } from '../frames.ts';

const maxCauses = 5;

/** Describes what code threw, with only the submission's own frames. */
export function describeThrown(thrown: unknown, mapper: FrameMapper | undefined, depth = 0): ThrownError {
  if (!isErrorLike(thrown)) return { name: typeof thrown, message: safeText(thrown), stack: [] };
  const { type, nonRetryable, cause } = thrown;
  return {
    name: safeText(thrown.name),
    message: safeText(thrown.message),
    stack: typeof thrown.stack === 'string' ? (mapper?.(thrown.stack) ?? []) : [],
    ...(typeof type === 'string' && { type }),
    ...(typeof nonRetryable === 'boolean' && { nonRetryable }),
    ...(cause !== undefined &&
      cause !== null &&
      depth < maxCauses && { cause: describeThrown(cause, mapper, depth + 1) }),
  };
}

interface ErrorLike {
  name: unknown;
  message: unknown;
  stack?: unknown;
  type?: unknown;
  nonRetryable?: unknown;
  cause?: unknown;
}

// Errors of workflow code come from another realm, so `instanceof Error` would miss them.
function isErrorLike(thrown: unknown): thrown is ErrorLike {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown && 'name' in thrown;
}

function safeText(value: unknown): string {
  try {
    return String(value).slice(0, 10_000);
  } catch {
    return 'something that cannot be printed';
  }
}
