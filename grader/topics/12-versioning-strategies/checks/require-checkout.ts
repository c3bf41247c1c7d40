import type { Lab } from '../../../lab/lab.ts';
import { Stopped } from '../../../lab/stopped.ts';

/** Stops the check when a file exports no `checkout`: a replay would only say that something went wrong. */
export function requireCheckout(lab: Lab, file: string): void {
  const found = lab.exportsOf(file);
  if (!found.includes('checkout')) throw new Stopped({ kind: 'missing-export', file, name: 'checkout', found });
}
