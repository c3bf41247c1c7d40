import { FaultError } from '../catalog/fault.ts';

/** The fault of ours that it is when the server is gone. */
export function engineLost(): FaultError {
  return new FaultError({
    code: 'engine-lost',
    message: 'The Temporal test server ended in the middle of a check.',
    repair: 'Run the command again; if it happens twice, run `npx kata doctor`.',
  });
}
