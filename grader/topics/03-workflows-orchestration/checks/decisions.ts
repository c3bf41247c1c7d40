import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { causeChain, failureTypes } from '../../../lab/read-history.ts';
import type { Outcome } from '../../../lab/run.ts';
import {
  activitiesOf,
  answersOf,
  drawOrder,
  type Order,
  priceOf,
  sayEnd,
  startOrder,
  startPickedUp,
  stepOf,
} from './order.ts';

export const gift: Check = check(
  'gift',
  'a gift gets no invoice, and its history speaks of none',
  async ({ lab }) => {
    lab.did = 'Placed an order that is a gift.';
    const order = drawOrder(lab, { gift: true });
    const run = await startPickedUp(lab, order);
    const outcome = await run.settle();
    const found = (await sayInvoice(lab)) ?? sayUnfulfilled(lab, outcome) ?? sayOtherwise(lab, order, outcome);
    return found ? finding({ did: lab.did, ...found, read: '#decide-where-it-can-be-read', evidence: run }) : holds;
  },
  { needs: ['waits-for-pick-up', 'early-pick-up', 'waits-for-steps'] },
);

type Said = { saw: string; why: string };

async function sayInvoice(lab: Lab): Promise<Said | undefined> {
  if (lab.ledger.rows.some((row) => stepOf(row) === 'sendInvoice' && row.effect))
    return {
      saw: 'An invoice was sent.',
      why: 'Whoever gets a gift must not see what it cost, and an invoice says nothing else.',
    };
  if (!(await activitiesOf(lab)).includes('sendInvoice')) return undefined;
  const isDone = (await answersOf(lab, 'sendInvoice')).length > 0;
  return {
    saw: `No invoice was sent. Yet the history says that \`sendInvoice\` was called${isDone ? ', and completed' : ''}.`,
    why: 'The history is what people read when a customer asks. A decision that a step takes quietly for itself is not in there: somebody will swear that this gift was invoiced.',
  };
}

/** All that an order is, but for the invoice, a gift is as well. */
function sayUnfulfilled(lab: Lab, outcome: Outcome): Said | undefined {
  const undone = ['chargeCard', 'packItem', 'shipParcel', 'notify'].find(
    (step) => !lab.ledger.rows.some((row) => stepOf(row) === step && row.effect),
  );
  if (outcome.status === 'completed' && !undone) return undefined;
  return {
    saw:
      outcome.status === 'completed'
        ? `\`fulfilOrder\` completed, and \`${undone}\` had not been done.`
        : `\`fulfilOrder\` ${sayEnd(outcome)}.`,
    why:
      undone === 'notify'
        ? 'Whoever ordered a gift waits for the news as well; only the invoice is left out.'
        : 'A gift is ordered, paid and sent like anything else; only the invoice is left out.',
  };
}

function sayOtherwise(lab: Lab, order: Order, outcome: Outcome): Said | undefined {
  const charged = lab.ledger.effects('payments.charge').map(({ args }) => args.cents);
  if (charged.join() !== `${priceOf(order)}`)
    return {
      saw: `The gift costs ${priceOf(order)} cents; the card was charged ${charged.join(' and ')}.`,
      why: 'Whoever orders a gift pays for it; only the invoice is left out.',
    };
  const said = outcome.status === 'completed' && Object(outcome.result).invoiced;
  if (said === false) return undefined;
  return {
    saw: `The receipt does not say \`invoiced: false\`: \`fulfilOrder\` ${sayEnd(outcome)}.`,
    why: 'Not everybody who reads the receipt can look into the history. It has to say by itself that there is no invoice.',
  };
}

export const emptyOrder: Check = check(
  'empty-order',
  'an order without items fails at once, with the type EmptyOrder',
  async ({ lab }) => {
    lab.did = 'Placed an order without items.';
    const run = await lab.start('fulfilOrder', drawOrder(lab, { items: [] }));
    const outcome = await run.settle();
    const done = await activitiesOf(lab);
    const isRight = failedWith(outcome, 'EmptyOrder');
    if (isRight && done.length === 0) return holds;
    const asked = done.length > 0 ? ` These steps had been asked for: ${done.join(', ')}.` : '';
    return finding({
      did: lab.did,
      saw: `\`fulfilOrder\` ${isRight ? sayEnd(outcome) : sayNotEmpty(outcome)}.${asked}`,
      why: isRight
        ? 'Nothing is to be done for an order that cannot be fulfilled; look at its items before the first step.'
        : whyNotEmpty(outcome),
      read: '#failures-that-end-a-workflow',
      evidence: run,
    });
  },
);

/** An end that is not the type EmptyOrder, and which type there was instead. */
function sayNotEmpty(outcome: Outcome): string {
  if (outcome.status !== 'failed') return sayEnd(outcome);
  const typed = causeChain(outcome.failure).find(({ type }) => type);
  if (!typed) return sayEnd(outcome);
  return `failed with the type \`${typed.type}\` and the message “${typed.message}”; the type should be \`EmptyOrder\``;
}

function whyNotEmpty(outcome: Outcome): string {
  if (outcome.status !== 'failed')
    return 'Whoever started the order acts on how it ends. An order that does not fail is not looked into, and nobody learns that there was nothing to send.';
  const isUntyped = failureTypes(outcome.failure)[0] === 'Error';
  return `Whoever started the order acts on how it ends, and tells one failure from another by its type; the message is for people.${isUntyped ? ' A failure made without a type gets the type `Error`.' : ''}`;
}

export const refusals: Check = check(
  'refusals',
  'a refused step ends the order, with the reason',
  async ({ lab }) => {
    const declined = drawOrder(lab);
    const soldOut = drawOrder(lab);
    // Nobody picks up what can't be packed: this one has to end without it.
    const leftAlone = { ...soldOut, orderId: lab.draw.id('order') };
    const [first = '', second = ''] = soldOut.items.map(({ sku }) => sku);
    let missing: string[] = [];
    lab.world.refuses('payments.charge', 'CardDeclined', ({ args }) => args.account === declined.card);
    lab.world.refuses('inventory.reserve', 'OutOfStock', ({ args }) => missing.some((sku) => sku === args.sku));
    const orders = [
      {
        did: 'Placed an order; its card was declined (CardDeclined).',
        ...{ order: declined, gone: [], reason: 'CardDeclined', start: startPickedUp },
      },
      {
        did: `Placed an order in which ${second} was sold out (OutOfStock).`,
        ...{ order: soldOut, gone: [second], reason: 'OutOfStock', start: startPickedUp },
      },
      {
        did: `Placed an order in which ${first} and ${second} were sold out (OutOfStock); nobody signalled \`pickedUp\`.`,
        ...{ order: leftAlone, gone: [first, second], reason: 'OutOfStock', start: startOrder },
      },
    ];
    // One after the other: a worker that keeps nothing in its cache can wedge on two runs with local activities.
    for (const { did, order, gone, reason, start } of orders) {
      lab.did = did;
      missing = gone;
      const run = await start(lab, order);
      const outcome = await run.settle();
      const shipped = lab.ledger.calls('shipping.ship').length > 0;
      if (failedWith(outcome, reason) && !shipped) continue;
      return finding({
        did,
        saw: `\`fulfilOrder\` ${sayEnd(outcome)}${shipped ? ', and a parcel was shipped' : ''}.`,
        why: whyNotRefused(outcome, reason, shipped),
        read: '#failures-that-end-a-workflow',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['ships-packed', 'waits-for-steps'] },
);

function whyNotRefused(outcome: Outcome, reason: string, shipped: boolean): string {
  if (outcome.status === 'completed')
    return 'A step that failed and an order that looks fulfilled: nobody looks into it, since nothing is red. A failure that is caught has to be answered; one that cannot be answered has to come out at the top.';
  if (outcome.status === 'timed-out')
    return 'An order that cannot go on and still waits looks like any other that waits: nobody is alerted, and the customer is the first to notice. A failure that cannot be answered has to come out at the top, as soon as it is known.';
  if (shipped) return 'A step that was refused ends the order: nothing that comes after it may happen any more.';
  return `Whoever placed the order asks why it ended. The reason has the type \`${reason}\`, and it has to be found in the failure or in the chain of its causes.`;
}

function failedWith(outcome: Outcome, type: string): boolean {
  return outcome.status === 'failed' && failureTypes(outcome.failure).includes(type);
}
