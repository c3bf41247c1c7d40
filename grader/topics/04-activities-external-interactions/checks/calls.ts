import { type Check, check, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import type { OperationName } from '../../../world/services.ts';
import type { Disturbance } from '../../../world/world.ts';
import { attemptsOf, drawOrder, sayCount, sayEnd, services } from './order.ts';

/** What a service can throw beside a refusal, and how it is told. */
const troubles: readonly { fault: Disturbance; said: string }[] = [
  { fault: { kind: 'limit', retryAfterMs: inMs('2 seconds') }, said: 'was answered with “too many requests” (429)' },
  { fault: { kind: 'outage' }, said: 'found the service broken' },
];

export const anotherTry: Check = check(
  'another-try',
  'whatever a service throws but a refusal is worth another try',
  async ({ lab }) => {
    const due = new Set<OperationName>();
    let trouble: Disturbance | undefined;
    for (const { operation } of services) lab.world.on(operation, () => (due.delete(operation) ? trouble : undefined));
    const { order } = drawOrder(lab);
    for (const { fault, said } of troubles) {
      trouble = fault;
      for (const { operation } of services) due.add(operation);
      lab.did = `Ordered an invoice; the first call of each service ${said}.`;
      const before = lab.ledger.rows.length;
      const run = await lab.start('invoice', { ...order, orderId: lab.draw.id('order') });
      const outcome = await run.settle({ accept: ['storm', 'unfinished'] });
      const rows = lab.ledger.rows.slice(before);
      const left = services.find(({ operation }) => {
        const [first, second] = rows.filter((row) => row.operation === operation);
        return first && !second && (first.outcome.kind === 'limited' || first.outcome.kind === 'outage');
      });
      if (!left) continue;
      return finding({
        did: `Ordered an invoice; the first call of \`${left.operation}\` ${said}.`,
        saw: `There was no second call, and \`invoice\` ${sayWhatCame(outcome)}.`,
        why: `A refusal is an answer; this was none. The next call would have been answered. ${
          outcome.status === 'completed'
            ? 'Now `invoice` has completed as if it had been, and nobody looks for what is missing.'
            : 'Without it, a bad moment of one service costs a customer the invoice.'
        }`,
        read: '#let-it-fail',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['waits-for-rate', 'unknown-currency'] },
);

export const refusalTold: Check = check(
  'refusal-told',
  'an invoice whose document or letter is refused ends as failed, with the reason',
  async ({ lab }) => {
    for (const [operation, code, what] of [
      ['pdf.store', 'NoSuchOrder', 'the document was refused'],
      ['mail.send', 'NoSuchAddress', 'the letter was refused'],
    ] as const) {
      const refusal = lab.world.refusesAtMost(operation, code, MANY_CALLS);
      const { order } = drawOrder(lab);
      lab.did = `Ordered an invoice; ${what} (${code}).`;
      const run = await lab.start('invoice', order);
      const outcome = await run.settle({ accept: ['storm', 'unfinished'] });
      refusal.end();
      const isAgain = refusal.calls() > 1;
      if (!isAgain && outcome.status === 'failed' && failureTypes(outcome.failure).includes(code)) continue;
      return finding({
        did: lab.did,
        saw: isAgain
          ? `After that answer \`${operation}\` was called again.`
          : `\`invoice\` ${sayWhatCame(outcome)}. The refusal was ${code}.`,
        why: isAgain
          ? 'A refusal is an answer: asking again brings the same one. The customer waits for an invoice that will never come, and whoever could act on the reason hears nothing of it.'
          : outcome.status === 'completed'
            ? 'Whoever ordered the invoice takes it for done, and the customer never gets it. That is the thing in between: a line in a log is read by nobody who waits for an invoice.'
            : 'Whoever ordered the invoice acts on the type of its failure, so the reason has to come through to them.',
        read: '#let-it-fail',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['another-try'] },
);

/** So many refusals of one call show that it will be made for ever. */
const MANY_CALLS = 4;

export const ownCall: Check = check(
  'own-call',
  'every attempt makes a call of its own',
  async ({ lab }) => {
    let alone = false;
    lab.world.on('rates.quote', ({ args }) =>
      alone ? { kind: 'answer', value: { rate: 1.02, asOf: args.date } } : undefined,
    );
    // Two calls that are open at once go on at once; only one that stays alone is held so long.
    lab.world.gathers('rates.quote', 2, 1000);
    const { order } = drawOrder(lab);
    const { currency, date } = order;
    lab.did = `Ordered two invoices at once, both in ${currency} for ${date}; and a third one like them when the two had ended.`;
    const runs: Run[] = [];
    for (let count = 0; count < 2; count++)
      runs.push(await lab.start('invoice', { ...order, orderId: lab.draw.id('order') }));
    const outcomes = [];
    for (const run of runs) outcomes.push(await run.settle());
    alone = true;
    const last = await lab.start('invoice', order);
    runs.push(last);
    outcomes.push(await last.settle());
    const attempts = (await attemptsOf(lab)).get('fetchRate') ?? 0;
    const asked = lab.ledger.calls('rates.quote');
    const calls = asked.length;
    // An attempt that fails may have had no time for its call; only completed invoices can be judged.
    if (calls >= attempts || outcomes.some(({ status }) => status !== 'completed')) return holds;
    return finding({
      did: lab.did,
      saw: `Temporal counted ${sayCount(attempts, 'attempt')} at \`fetchRate\`; \`rates.quote\` was called ${calls === 1 ? 'once' : `${calls} times`}.`,
      why: 'An attempt is there to find out how things stand now. What it takes over from another one may be out of date, or a call that hangs; then even a new attempt is no new chance.',
      read: '#let-it-fail',
      evidence: runs.find(({ workflowId }) => asked.every(({ caller }) => caller.workflowId !== workflowId)) ?? last,
    });
  },
  { needs: ['waits-for-rate', 'one-call-an-attempt'] },
);

/** How an invoice stood at the end, also where it has none. */
function sayWhatCame(outcome: Outcome): string {
  if (outcome.status === 'unfinished') return 'had not ended';
  if (outcome.status !== 'storm') return sayEnd(outcome);
  return outcome.of === 'attempts' && outcome.activity
    ? `had not ended after more than 100 attempts at \`${outcome.activity}\``
    : 'had not ended';
}
