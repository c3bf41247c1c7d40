import { type Check, check, finding, holds } from '../../../check/check.ts';
import { callerOf, offers, onboard, sayEnd } from './seller.ts';

/** So many tries show that a step will not work on another machine. */
const MANY_TRIES = 8;

export const anyWorker: Check = check(
  'any-worker',
  'an import whose machine died goes on at another one',
  async ({ lab }) => {
    const products = offers(lab, lab.draw.integer(60, 99));
    const gate = lab.world.holds('catalogue.add', 'before');
    lab.expectUpTo({ attempts: MANY_TRIES });
    lab.did = `Onboarded a seller with ${products.length} products. In the middle of the import the worker’s machine died; another one, with an empty disk, took over.`;
    const { run } = await onboard(lab);
    await lab.until(gate.reached(), 'the import to be under way');
    const owner = await callerOf(lab, run, gate.arrived[0]);
    await lab.crash();
    gate.open();
    await lab.recover();
    await lab.expire(owner);
    const outcome = await run.settle({ accept: ['storm'] });
    const answered = lab.ledger.calls('catalogue.add').filter((row) => row.outcome.kind === 'answered');
    const imported = answered.flatMap(({ args }) => (Array.isArray(args.products) ? args.products : []));
    const skus = new Set(imported.map(({ sku }: { sku: string }) => sku));
    if (outcome.status === 'completed' && skus.size === products.length) return holds;
    return finding({
      did: lab.did,
      saw:
        outcome.status === 'storm'
          ? `There, \`${outcome.activity}\` failed at every try.`
          : `${skus.size} of the products were imported there, and \`onboardSeller\` ${sayEnd(outcome)}.`,
      why: 'Whatever an activity leaves in memory or on disk is known to one machine. The next activity, or the next attempt, may run on any other; and machines are replaced at every deployment.',
      read: '#leave-it-in-the-store',
      evidence: run,
    });
  },
  { needs: ['onboarded', 'not-local'] },
);
