import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { MANY_CALLS, payAgainst } from './ending.ts';
import { authorise, capture, pay, type Step, sayCalls, sayEnd, says } from './payment.ts';

export const paid: Check = check('paid', 'an invoice is paid, and its receipt sent', async ({ lab }) => {
  const authorisationId = lab.draw.id('authorisation');
  const captureId = lab.draw.id('capture');
  lab.world.knows('gateway.authorise', () => ({ authorisationId }));
  lab.world.knows('gateway.capture', () => ({ captureId }));
  const { run, invoice } = await pay(lab);
  lab.did = `Started \`payInvoice\` for ${invoice.cents} cents; every service said yes.`;
  const outcome = await run.settle();
  const [asked] = lab.ledger.calls('gateway.authorise');
  const [taken] = lab.ledger.calls('gateway.capture');
  const [sent] = lab.ledger.calls('mail.send');
  const { invoiceId, cents, card, email } = invoice;
  const wanted = { status: 'paid', captureId };
  const saw =
    asked?.args.invoiceId !== invoiceId || asked.args.cents !== cents || asked.args.card !== card
      ? `The gateway was asked to authorise ${JSON.stringify(asked?.args) ?? 'nothing'}.`
      : taken?.args.authorisationId !== authorisationId
        ? `The authorisation was ${authorisationId}; what was captured was ${JSON.stringify(taken?.args) ?? 'nothing'}.`
        : sent?.args.to !== email
          ? `The receipt went to ${JSON.stringify(sent?.args.to) ?? 'nobody'}; the customer is ${email}.`
          : outcome.status !== 'completed' || !says(outcome.result, wanted)
            ? `\`payInvoice\` ${sayEnd(outcome)}; the right answer was \`${JSON.stringify(wanted)}\`.`
            : undefined;
  if (!saw) return holds;
  return finding({
    did: lab.did,
    saw,
    why: 'Most days are good days. Whatever is done about the bad ones, the ordinary payment has to stay as it is.',
    read: '#in-the-exercise',
    evidence: run,
  });
});

export const askedOnce: Check = check(
  'asked-once',
  'a card that is refused is asked once',
  async ({ lab }) => {
    for (const step of [authorise, capture]) {
      const { run, calls, code } = await payWithBadCard(lab, step);
      if (calls.length <= 1) continue;
      return finding({
        did: lab.did,
        saw: `\`${step.activity}\` called the gateway ${sayCalls(calls)}; the answer was ${code} each time.`,
        why: 'An expired card is as expired a second later. The customer waits for an answer that the gateway gave at once, and a shop that asks like this gets blocked.',
        read: '#permanent-or-passing',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['paid'] },
);

export const declined: Check = check(
  'declined',
  'a card that is refused gives `declined`, with the gateway’s reason',
  async ({ lab }) => {
    for (const step of [authorise, capture]) {
      const { run, outcome, code } = await payWithBadCard(lab, step);
      const wanted = { status: 'declined', reason: code };
      if (outcome.status === 'completed' && says(outcome.result, wanted)) continue;
      return finding({
        did: lab.did,
        saw: `\`payInvoice\` ${sayEnd(outcome)}; the right answer was \`${JSON.stringify(wanted)}\`.`,
        why: 'A refusal is an answer, and the customer can act on it: take another card. As an error it wakes somebody up who can’t help, and with another reason it sends the customer the wrong way.',
        read: '#how-a-type-is-matched',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['paid', 'asked-once'] },
);

/** One payment whose card is refused at one step; the reason is drawn. */
async function payWithBadCard(lab: Lab, step: Step) {
  const code = lab.draw.pick(['CardDeclined', 'CardExpired']);
  const place = `Started \`payInvoice\`; at \`${step.activity}\` the gateway refused the card`;
  const ending = await payAgainst(lab, {
    step,
    fault: { kind: 'refuse', code },
    did: `${place}: ${code}.`,
    didLong: `${place} ${MANY_CALLS} times: ${code}.`,
  });
  return { code, ...ending };
}
