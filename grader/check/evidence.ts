import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Lab } from '../lab/lab.ts';
import { temporal } from '../lab/proto.ts';
import type { LedgerRow } from '../world/ledger.ts';

/** What server and world recorded during one check. */
export interface Evidence {
  check: string;
  /** The latest run of each execution; the history as JSON that the SDK can replay. */
  runs: { workflow: string; history: string }[];
  ledger: readonly LedgerRow[];
}

/** Everything there is about a check that has ended. A server that does not answer soon is left alone. */
export async function readEvidence(check: string, lab: Lab): Promise<Evidence> {
  const { History } = temporal.api.history.v1;
  const runs = lab.runs.map(async (run) => {
    const history = await Promise.race([run.rawHistory().catch(() => undefined), after(1000)]);
    return history ? [{ workflow: run.workflow, history: historyToJSON(History.fromObject(history)) }] : [];
  });
  return { check, runs: (await Promise.all(runs)).flat(), ledger: [...lab.ledger.rows] };
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
