import type { CallOutcome, CallRequest } from '../host/call.ts';
import { Stopped } from './stopped.ts';

/** The JSON that a call of the submission came to. @throws Stopped for whatever else came of it. */
export function readAnswer(request: CallRequest, outcome: Exclude<CallOutcome, { kind: 'host-exited' }>): unknown {
  if (outcome.kind === 'value') return outcome.json;
  if (outcome.kind === 'kept') return undefined;
  if (outcome.kind === 'missing') {
    const file = 'file' in request ? request.file : request.on;
    throw new Stopped({ kind: 'missing-export', file, name: outcome.name, found: outcome.found });
  }
  const what = 'export' in request ? request.export : request.method;
  throw new Stopped({ kind: 'call-failed', what, outcome });
}
