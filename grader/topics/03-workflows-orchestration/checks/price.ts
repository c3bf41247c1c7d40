import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { ordinaryHost } from '../../../lab/ordinary-host.ts';
import { activitiesOf, answersOf, centsOfInvoice, drawOrder, priceOf, startPickedUp } from './order.ts';

export const priceRecorded: Check = check(
  'price-recorded',
  'the price of an order is a step in its history',
  async ({ lab }) => {
    // With the list that was given, an answer that is thrown away is worth as much as the one that is used.
    const by = lab.draw.integer(2, 4);
    await lab.recover(ordinaryHost(lab, { multiplies: { activity: 'priceOrder', field: 'totalCents', by } }));
    lab.did = `Placed an order after the activities had got a new price list: everything costs ${by} times as much.`;
    const order = drawOrder(lab);
    const run = await startPickedUp(lab, order);
    const outcome = await run.settle();
    const receipt: unknown = outcome.status === 'completed' ? Object(outcome.result).totalCents : undefined;
    const amounts = { charges: chargesOf(lab), invoice: centsOfInvoice(lab), receipt, given: priceOf(order) };
    const found =
      sayUnrecorded(amounts, await activitiesOf(lab)) ?? sayUnused(amounts, await answersOf(lab, 'priceOrder'));
    return found ? finding({ did: lab.did, ...found, read: '#call-it-through-the-proxy', evidence: run }) : holds;
  },
  { needs: ['waits-for-pick-up', 'early-pick-up'] },
);

interface Amounts {
  charges: number[];
  invoice: number | undefined;
  receipt: unknown;
  /** By the list that the exercise is given with. */
  given: number;
}

type Said = { saw: string; why: string };

/** The price is in no step, or is asked for again when the card has been charged. */
function sayUnrecorded({ charges, given }: Amounts, steps: string[]): Said | undefined {
  const why =
    'A workflow’s code is run again whenever a worker needs its state. An order placed on Sunday and picked up on Tuesday would be priced twice, the second time with Monday’s list: charged one amount, invoiced another. An answer that was recorded stays what it was.';
  if (!steps.includes('priceOrder')) {
    const isInside = steps[0] === 'chargeCard' && charges.includes(given);
    return {
      saw: `The card was charged ${sayCents(charges)}, and no activity \`priceOrder\` is in the history${isInside ? ': the price was worked out inside the workflow' : ''}.`,
      why,
    };
  }
  const isAgain = steps.includes('chargeCard') && steps.lastIndexOf('priceOrder') > steps.indexOf('chargeCard');
  return isAgain ? { saw: 'The order was priced again after it had been charged.', why } : undefined;
}

/** An amount is that of the given list and not what the step answered. Any other wrong amount is a claim of its own. */
function sayUnused({ charges, invoice, receipt, given }: Amounts, answers: unknown[]): Said | undefined {
  const prices = answers
    .map((answer): unknown => Object(answer).totalCents)
    .filter((cents) => typeof cents === 'number');
  // Whoever has every article priced by itself adds up.
  const sum = prices.reduce((all, cents) => all + cents, 0);
  if (prices.length === 0 || prices.includes(given) || sum === given) return undefined;
  const saw = charges.includes(given)
    ? 'the card was charged'
    : invoice === given
      ? 'the invoice says'
      : receipt === given && 'the receipt says';
  if (!saw) return undefined;
  return {
    saw: `The step \`priceOrder\` answered ${sayCents(prices)}; ${saw} ${given}, the price by the old list.`,
    why: 'The price that an order keeps is the one that was recorded. An amount from anywhere else is not in its history, and follows the list of another day: charged one amount, invoiced another, and nobody can say which was promised.',
  };
}

function chargesOf({ ledger }: Lab): number[] {
  return ledger.effects('payments.charge').map(({ args }) => Number(args.cents));
}

function sayCents(amounts: number[]): string {
  return amounts.map((cents) => `${cents} cents`).join(' and ') || 'nothing';
}
