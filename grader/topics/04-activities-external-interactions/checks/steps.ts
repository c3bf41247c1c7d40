import { type Check, check, finding, holds } from '../../../check/check.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import { attemptsOf, drawOrder, isDown, sayEnd, services } from './order.ts';

const needs = ['time-limits'];

export const invoice: Check = check(
  'invoice',
  'an invoice has the order’s amount and the rate of its day, and is mailed',
  async ({ lab }) => {
    const { order, rate } = drawOrder(lab);
    const { orderId, cents, currency, date } = order;
    const invoiceUrl = `https://documents.harbour.example/${orderId}`;
    lab.world.knows('pdf.store', () => ({ invoiceUrl }));
    lab.did = `Ordered an invoice over ${cents} euro cents, to be paid in ${currency}; a euro was worth ${rate} ${currency} on ${date}.`;
    const run = await lab.start('invoice', order);
    const outcome = await run.settle();
    const [asked, stored, sent] = services.map(({ operation }) => lab.ledger.calls(operation).at(-1)?.args);
    const saw =
      asked?.currency !== currency || asked.date !== date
        ? `The rate service was asked for ${JSON.stringify(asked)}.`
        : stored?.orderId !== orderId || stored.cents !== cents || stored.rate !== rate
          ? `The document was made of ${JSON.stringify(stored) ?? 'nothing'}.`
          : sent?.to !== order.email || !JSON.stringify(sent).includes(invoiceUrl)
            ? `The document is at ${invoiceUrl}; the letter was ${JSON.stringify(sent) ?? 'never sent'}.`
            : outcome.status !== 'completed' || JSON.stringify(outcome.result) !== JSON.stringify({ invoiceUrl })
              ? `The document is at ${invoiceUrl}; \`invoice\` ${sayEnd(outcome)}.`
              : undefined;
    if (!saw) return holds;
    return finding({
      did: lab.did,
      saw,
      why: 'What leaves one side of an activity’s border is not always what arrives at the other: it travels as JSON. A field that is lost on the way fails nowhere; it is missing on paper.',
      read: '#what-crosses-the-boundary',
      evidence: run,
    });
  },
  { needs },
);

export const rateKnown: Check = check(
  'rate-known',
  'there is no invoice without a rate',
  async ({ lab }) => {
    await isDown(lab, 'rates.quote', '10 minutes');
    const { order, rate } = drawOrder(lab);
    lab.did = 'Ordered an invoice while the rate service was down for ten minutes.';
    const run = await lab.start('invoice', order);
    await run.settle({ accept: ['storm', 'unfinished'] });
    const wrong = lab.ledger.effects('pdf.store').find(({ args }) => args.rate !== rate);
    if (!wrong) return holds;
    return finding({
      did: lab.did,
      saw: `A document was made with the rate ${JSON.stringify(wrong.args.rate) ?? 'missing'}. A euro was worth ${rate} ${order.currency}.`,
      why: 'A service that is down for ten minutes costs ten minutes, as long as its failure is a failure. Turned into a value it is history: the step counts as done, nobody tries it again, and the wrong invoice is a right one for everybody who comes later.',
      read: '#let-it-fail',
      evidence: run,
    });
  },
  { needs: [...needs, 'invoice'] },
);

export const unknownCurrency: Check = check(
  'unknown-currency',
  'an unknown currency ends the invoice as failed, with the type UnknownCurrency',
  async ({ lab }) => {
    lab.world.refuses('rates.quote', 'UnknownCurrency');
    const { order } = drawOrder(lab);
    lab.did = 'Ordered an invoice in a currency that the rate service refused (UnknownCurrency).';
    const run = await lab.start('invoice', order);
    const outcome = await run.settle();
    const done = lab.ledger.operations(/pdf|mail/);
    const told = outcome.status === 'failed' && failureTypes(outcome.failure).includes('UnknownCurrency');
    if (told && done.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: `\`invoice\` ${sayEnd(outcome)}${done.length > 0 ? `; it had called ${done.join(' and ')}` : ''}.`,
      why: 'A refusal is an answer: asking again brings the same one. Whoever started the invoice acts on the type of its failure, so the reason has to come through to them.',
      read: '#what-the-workflow-sees',
      evidence: run,
    });
  },
  { needs: [...needs, 'rate-known'] },
);

export const oneCallAnAttempt: Check = check(
  'one-call-an-attempt',
  'an attempt calls its service once',
  async ({ lab }) => {
    for (const { operation } of services) lab.world.fails(operation, 2);
    const { order } = drawOrder(lab);
    lab.did = 'Ordered an invoice; each service was broken at the first two calls.';
    const run = await lab.start('invoice', order);
    const outcome = await run.settle();
    const calls = lab.ledger.calls().length;
    const attempts = await attemptsOf(lab);
    // An activity that ends by a timeout leaves no count behind; only a completed invoice can be judged.
    if (calls <= attempts || outcome.status !== 'completed') return holds;
    return finding({
      did: lab.did,
      saw: `Temporal counted ${attempts} attempts at the three activities; the services were called ${calls} times.`,
      why: 'Retries within retries multiply, and the inner ones are invisible: no history and no dashboard shows them, each makes its attempt longer, and a worker that dies forgets how many there were.',
      read: '#let-it-fail',
      evidence: run,
    });
  },
  { needs: ['time-limits', 'steps-apart'] },
);

export const stepsApart: Check = check(
  'steps-apart',
  'a letter that is tried again repeats nothing but the letter',
  async ({ lab }) => {
    lab.world.fails('mail.send', 2);
    const { order } = drawOrder(lab);
    lab.did = 'Ordered an invoice; the first two letters did not get through.';
    const run = await lab.start('invoice', order);
    await run.settle();
    const repeated = services.filter(
      ({ operation }) => operation !== 'mail.send' && lab.ledger.calls(operation).length > 1,
    );
    const [first] = repeated;
    if (!first) return holds;
    return finding({
      did: lab.did,
      saw: `With the letter, other steps were tried again: ${first.operation} was called ${lab.ledger.calls(first.operation).length} times.`,
      why: 'An activity is tried again as a whole. What shares one with a step that fails is done as often as that step, and the day it is a payment, somebody pays three times.',
      read: '#one-step-an-activity',
      evidence: run,
    });
  },
  { needs },
);
