import { type Check, check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { OperationName } from '../../../world/services.ts';
import { familyOf, offers, onboard, order, type Seller, sayEnd } from './seller.ts';

export const onboarded: Check = check(
  'onboarded',
  'a seller gets an account, the whole catalogue and a letter, in this order',
  async ({ lab }) => {
    const accountId = lab.draw.id('account');
    const token = lab.draw.id('token');
    lab.world.knows('accounts.create', () => ({ accountId }));
    lab.world.knows('vault.token', () => ({ token }));
    const products = offers(lab, lab.draw.integer(101, 149));
    lab.did = `Onboarded a seller with ${products.length} products; every service said yes.`;
    const { seller, run } = await onboard(lab);
    const outcome = await run.settle();
    const wanted = { sellerId: seller.sellerId, accountId, products: products.length };
    const saw =
      findSlip(lab, seller, { accountId, token, skus: products.map(({ sku }) => sku) }) ??
      (outcome.status === 'completed' && isSame(outcome.result, wanted)
        ? undefined
        : `\`onboardSeller\` ${sayEnd(outcome)}; the right answer was \`${JSON.stringify(wanted)}\`.`);
    if (!saw) return holds;
    return finding({
      did: lab.did,
      saw,
      why: 'However the work is cut into activities, together they have to do all of it, in the same order. What falls between two of them is missed by the customer first.',
      read: '#in-the-exercise',
      evidence: run,
    });
  },
);

export const triedAgain: Check = check(
  'tried-again',
  'Temporal tries the step that failed again, and nothing else',
  async ({ lab }) => {
    for (const operation of reads) lab.world.fails(operation, FAILURES);
    for (const operation of keyed) lab.world.losesAnswer(operation, FAILURES);
    offers(lab, lab.draw.integer(101, 149));
    lab.did = 'Onboarded a seller; no service answered its first two calls, and some had done the work all the same.';
    const { run } = await onboard(lab);
    const outcome = await run.settle();
    const text =
      outcome.status === 'completed'
        ? (repeated(lab) ?? twins(lab) ?? (await hidden(lab, run)))
        : {
            saw: `\`onboardSeller\` ${sayEnd(outcome)}; no service had refused anything.`,
            why: 'No answer is not a no. A step that takes every failure for final loses good work at the first lost connection, and tells the seller what nobody has said.',
            read: '#failures-with-a-type',
          };
    return text ? finding({ did: lab.did, evidence: run, ...text }) : holds;
  },
  { needs: ['onboarded', 'not-local'] },
);

/** How often no service answers on a bad day. */
const FAILURES = 2;
/** The calls that change something: they do it, and the answer is lost. */
const keyed = [
  'accounts.create',
  'store.put',
  'catalogue.add',
  'mail.send',
] as const satisfies readonly OperationName[];
const reads = [
  'documents.verify',
  'vault.token',
  'catalogue.fetch',
  'store.get',
] as const satisfies readonly OperationName[];

type Text = Pick<Found, 'saw' | 'why' | 'read'>;

/** A step that was done again because of another one. */
function repeated(lab: Lab): Text | undefined {
  const most = Math.max(...keyed.flatMap((operation) => [...countByKey(lab, operation).values()]));
  const again = keyed.find((operation) => [...countByKey(lab, operation).values()].includes(most));
  if (!again || most <= FAILURES + 1) return undefined;
  return {
    saw: `\`${again}\` was called ${most} times for the same thing, where ${FAILURES + 1} calls were enough.`,
    why: 'An activity is tried again as a whole. What shares one with a step that fails is done once more each time: half an hour of importing for every letter that does not go out.',
    read: '#one-effect-an-activity',
  };
}

/** A step that did the same thing once more, under another key. */
function twins({ ledger }: Lab): Text | undefined {
  for (const operation of keyed) {
    const counts = new Map<string, number>();
    for (const { effect, args } of ledger.calls(operation)) {
      const { key: _key, ...same } = args;
      const thing = JSON.stringify(same);
      if (effect) counts.set(thing, (counts.get(thing) ?? 0) + 1);
    }
    const most = Math.max(0, ...counts.values());
    if (most <= 1) continue;
    return {
      saw: `\`${operation}\` did the same thing ${most} times, each time under another key.`,
      why: 'A lost answer looks like a failure, so an attempt may come after one that has done it all. A service knows by the key that it has done this before; under a new key it is a new order.',
      read: '#the-rest-of-a-good-activity',
    };
  }
  return undefined;
}

/** Calls that Temporal knows nothing of. */
async function hidden(lab: Lab, run: Run): Promise<Text | undefined> {
  const failed = lab.ledger.rows.filter(({ outcome }) => /^(outage|answer-lost)$/.test(outcome.kind)).length;
  const attempts = await failedAttempts(lab, run);
  if (failed <= attempts) return undefined;
  return {
    saw: `${failed} calls failed, and Temporal counted ${attempts} failed attempts: some attempts went on calling.`,
    why: 'Retries in a client multiply with those of Temporal, and nobody sees them: three times five calls go to a service that is ill already, each attempt takes longer, and the limits stop fitting.',
    read: '#one-policy-not-two',
  };
}

function countByKey({ ledger }: Lab, operation: OperationName): Map<string, number> {
  const counts = new Map<string, number>([['', 0]]);
  for (const { key = '' } of ledger.calls(operation)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** How many attempts at activities failed, in a run and its children; local ones included. */
async function failedAttempts(lab: Lab, run: Run): Promise<number> {
  let failed = 0;
  const family = await familyOf(lab, run);
  for (const events of (await Promise.all(family.map((one) => one.histories()))).flat()) {
    for (const { attempt } of eventsOf(events, 'ActivityStarted')) failed += attempt - 1;
    failed += eventsOf(events, 'ActivityFailed').length;
    for (const { marker, details } of eventsOf(events, 'Marker'))
      if (marker === 'core_local_activity') failed += ((details.data?.[0] as { attempt?: number })?.attempt ?? 1) - 1;
  }
  return failed;
}

interface Expected {
  accountId: string;
  token: string;
  skus: string[];
}

/** The first thing in the ledger that is not as it should be, in words. */
function findSlip(lab: Lab, seller: Seller, { accountId, token, skus }: Expected): string | undefined {
  const asked = lab.ledger.operations().filter((operation) => order.some((one) => one === operation));
  const toTheShop = lab.ledger.calls(/^(catalogue\.add|mail\.send)$/).map(({ operation }) => operation);
  if (toTheShop.includes('mail.send') && toTheShop.at(-1) !== 'mail.send')
    return 'The letter went out before the catalogue was imported.';
  if (asked.join() !== order.join()) return `The services were called in this order: ${asked.join(', ') || 'none'}.`;
  const [verified, created, fetched] = order.map((operation) => lab.ledger.calls(operation)[0]);
  const added = lab.ledger.calls('catalogue.add');
  const [letter] = lab.ledger.calls('mail.send');
  if (!holdsAll(verified, { sellerId: seller.sellerId })) return say('The documents desk', verified);
  if (JSON.stringify(verified?.args.documents) !== JSON.stringify(seller.documents))
    return say('The documents desk', verified);
  if (!holdsAll(created, { sellerId: seller.sellerId, name: seller.name })) return say('The account service', created);
  if (!holdsAll(fetched, { url: seller.catalogueUrl, token })) return say('The catalogue service', fetched);
  const batches = added.map(({ args }) => (Array.isArray(args.products) ? args.products : []));
  const largest = Math.max(...batches.map(({ length }) => length));
  if (largest > 50) return `One call put ${largest} products into the shop; 50 are allowed.`;
  const imported = batches.flat().map(({ sku }: { sku: string }) => sku);
  if (imported.join() !== skus.join())
    return `${imported.length} products were imported; the seller has ${skus.length}.`;
  const elsewhere = added.find(({ args }) => args.accountId !== accountId);
  if (elsewhere)
    return `Products went to the account ${JSON.stringify(elsewhere.args.accountId)}; the seller has ${accountId}.`;
  return letter?.args.to === seller.email ? undefined : say('The mail provider', letter);
}

function holdsAll(row: LedgerRow | undefined, wanted: Record<string, unknown>): boolean {
  return Object.entries(wanted).every(([name, value]) => row?.args[name] === value);
}

function say(who: string, row: LedgerRow | undefined): string {
  return `${who} was asked for ${JSON.stringify(row?.args) ?? 'nothing'}.`;
}

function isSame(result: unknown, wanted: Record<string, unknown>): boolean {
  if (typeof result !== 'object' || result === null) return false;
  return Object.entries(wanted).every(([name, value]) => (result as Record<string, unknown>)[name] === value);
}
