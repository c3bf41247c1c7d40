import { type Check, check, type Found, finding, holds } from '../../../check/check.ts';
import { findFamily } from '../../../lab/family.ts';
import type { Lab } from '../../../lab/lab.ts';
import { temporal as messages } from '../../../lab/proto.ts';
import { causeChain } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import type { Gate } from '../../../world/gate.ts';
import { callerOf, offers, onboard } from './seller.ts';

const KB = 1024;
/** How large a history may get for a catalogue of any size. */
const HISTORY_BYTES = 256 * KB;

export const leanHistory: Check = check(
  'lean-history',
  'neither a large catalogue nor the token from the vault goes through the history',
  async ({ lab }) => {
    const token = `tok_${lab.draw.word()}_${lab.draw.integer(10 ** 8, 10 ** 9)}`;
    lab.world.knows('vault.token', () => ({ token }));
    // A failure has a message, and that is in the history as well.
    lab.world.fails('catalogue.fetch', 1);
    const gate = lab.world.holds('catalogue.fetch', 'before', () => gate.arrived.length === 0);
    // Larger would be truer, but a history with some copies of it has to fit into one answer of the server.
    const products = offers(lab, 300, 2 * KB);
    const size = JSON.stringify(products).length;
    lab.did = `Onboarded a seller with a catalogue of ${sayBytes(size)}, and weighed the history.`;
    const { run } = await onboard(lab);
    const leak = await leakInFailure(lab, { run, gate, token });
    await run.settle();
    const histories = await allHistories(lab, run);
    const bytes = histories.reduce((sum, { length }) => sum + length, 0);
    if (bytes > HISTORY_BYTES) {
      const times = Math.round(bytes / size);
      return finding({
        did: lab.did,
        saw: `The history has ${sayBytes(bytes)}${times > 1 ? `: the catalogue is in it ${times === 2 ? 'twice' : `${times} times`}` : ''}.`,
        why: 'A history is kept, sent to every worker that replays it, and paid for; and a server refuses a single value of more than 2 MB. Catalogues grow, until one day the onboarding of the best seller fails.',
        read: '#leave-it-in-the-store',
        evidence: run,
      });
    }
    if (leak) return leak;
    if (!histories.some((history) => history.includes(token))) return holds;
    const event = (await run.history()).find((one) => JSON.stringify(one).includes(token));
    return finding({
      did: `Onboarded a seller whose token was ${token}, and searched the history for it.`,
      saw: `It is there in plain text${event ? `, in event ${event.id} (${event.type})` : ''}.`,
      why: 'Everybody who may look at a workflow reads what its activities were given and what they returned, and it stays there for as long as histories are kept. A token in it is a token that leaked.',
      read: '#what-must-not-be-in-a-history',
      evidence: run,
      ...(event && { decisive: event.id }),
    });
  },
  { needs: ['onboarded'] },
);

/**
 * A failure that has the token in it, looked for while the download is tried again: this server keeps the failure of an
 * attempt as long as its activity is open, a real one writes it down for good.
 */
async function leakInFailure(
  lab: Lab,
  { run, gate, token }: { run: Run; gate: Gate; token: string },
): Promise<Found | undefined> {
  const isOver = async () => (await run.outcome()).status !== 'unfinished';
  const isHeld = async () => gate.held > 0 || (await isOver());
  await lab.eventually(isHeld, 'the download to be tried again', { flowing: true });
  const owner = await callerOf(lab, run, gate.arrived[0]);
  const leaky = (await owner.pending()).find(({ lastFailure }) => JSON.stringify(lastFailure ?? '').includes(token));
  // A held call that is let go as answered gets the answer of a service that knows of no catalogue.
  gate.releaseOne('outage');
  if (!leaky) return undefined;
  const chain = causeChain(leaky.lastFailure);
  const message = chain.find((failure) => failure.message.includes(token))?.message;
  const isDetail = chain.some(({ details = [] }) => JSON.stringify(details).includes(token));
  return finding({
    did: `Onboarded a seller whose token was ${token}; the first download found no connection.`,
    saw: `The token is in the failure of \`${leaky.activity}\`${message ? `: “${message}”` : isDetail ? ', in its `details`' : ''}.`,
    why: 'A failure goes into the history as well, with its message, its details, its stack and its cause. A token in it is a token that leaked.',
    read: '#what-must-not-be-in-a-history',
    evidence: run,
  });
}

/** The histories of all runs of a check, as the server keeps them. */
async function allHistories(lab: Lab, run: Run): Promise<Buffer[]> {
  const raw = await Promise.all((await findFamily(lab, run)).map((one) => one.rawHistory()));
  return raw.map((history) => Buffer.from(messages.api.history.v1.History.encode(history).finish()));
}

/** Rounded, so that the ids in a history do not matter. */
function sayBytes(bytes: number): string {
  return bytes < 1000 * KB ? `${Math.round(bytes / KB / 10) * 10} KB` : `${(bytes / KB / KB).toFixed(1)} MB`;
}
