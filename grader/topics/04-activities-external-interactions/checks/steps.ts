import { type Check, check, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import { inWords } from '../../../lab/failure-words.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import type { Outcome } from '../../../lab/run.ts';
import { attemptsOf, drawOrder, type Service, sayCount, sayEnd, services } from './order.ts';

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
      ...(asked && stored && sent
        ? {
            why: 'What leaves one side of an activity’s border is not always what arrives at the other: it travels as JSON. A field that is lost on the way fails nowhere; it is missing on paper.',
            read: '#what-crosses-the-boundary',
          }
        : {
            why: 'A step is done when its answer has come, and only `await` waits for that. What has not begun when the workflow returns is dropped, and nothing says so.',
            read: '#what-the-workflow-sees',
          }),
      evidence: run,
    });
  },
  { needs },
);

export const rateKnown: Check = check(
  'rate-known',
  'there is no invoice without a rate',
  async ({ lab }) => {
    const other = { rate: 0, date: '' };
    lab.world.on('rates.quote', ({ args }) =>
      args.date === other.date ? { kind: 'answer', value: { rate: other.rate, asOf: other.date } } : undefined,
    );
    let over = 0;
    lab.world.on('rates.quote', ({ at }) => (at < over ? { kind: 'outage' } : undefined));
    const { order, rate, otherRate } = drawOrder(lab);
    // Days are drawn from the 10th on.
    Object.assign(other, { rate: otherRate, date: `${order.date.slice(0, 8)}09` });
    lab.did = `Ordered an invoice of ${other.date}; then one of ${order.date}, while the rate service was down for ten minutes.`;
    await (await lab.start('invoice', { ...order, orderId: lab.draw.id('order'), date: other.date })).settle();
    over = (await lab.now()) + inMs('10 minutes');
    const run = await lab.start('invoice', order);
    await run.settle({ accept: ['storm', 'unfinished'] });
    const wrong = lab.ledger
      .effects('pdf.store')
      .find(({ args }) => args.orderId === order.orderId && args.rate !== rate);
    if (!wrong) return holds;
    const origin = wrong.args.rate === other.rate ? `, which is of ${other.date}` : '';
    return finding({
      did: lab.did,
      saw: `The second document was made with the rate ${JSON.stringify(wrong.args.rate) ?? 'missing'}${origin}. A euro was worth ${rate} ${order.currency} on ${order.date}.`,
      why: 'A service that is down for ten minutes costs ten minutes, as long as its failure is a failure. Turned into a value it is history: the step counts as done, and nobody tries it again. The history says that all went well, so nobody notices the wrong invoice.',
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
    const outcome = await run.settle({ accept: ['storm', 'unfinished'] });
    const done = lab.ledger.operations(/pdf|mail/);
    const refused = lab.ledger.calls('rates.quote').length;
    const told = outcome.status === 'failed' && failureTypes(outcome.failure).includes('UnknownCurrency');
    if (told && done.length === 0) return holds;
    if (outcome.status === 'storm' || outcome.status === 'unfinished')
      return finding({
        did: lab.did,
        saw: `The rate service had refused ${refused === 1 ? 'once' : refused > 100 ? 'more than 100 times' : `${refused} times`}, and \`invoice\` had not ended.${sayUnmarked(outcome)}`,
        why: 'A refusal is an answer: asking again brings the same one. The customer waits for an invoice that will never come, and whoever could act on the reason hears nothing of it.',
        read: '#let-it-fail',
        evidence: run,
      });
    return finding({
      did: lab.did,
      saw: `\`invoice\` ${sayEnd(outcome)}${done.length > 0 ? `; it had called ${done.join(' and ')}` : ''}.`,
      ...(outcome.status === 'completed'
        ? {
            why: 'A refusal is an answer: there is no rate for this currency. Whoever started the invoice takes it for done, and hears nothing of the reason.',
            read: '#let-it-fail',
          }
        : told
          ? {
              why: 'There is no rate for this currency, and so nothing to put on paper, and no letter to write.',
              read: '#let-it-fail',
            }
          : {
              why: 'Whoever started the invoice acts on the type of its failure, so the reason has to come through to them.',
              read: '#what-the-workflow-sees',
            }),
      evidence: run,
    });
  },
  { needs: [...needs, 'rate-known'] },
);

/** Where Temporal goes on trying: what the last attempt ended with, and why that is not the end of it. */
function sayUnmarked(outcome: Outcome): string {
  if (outcome.status !== 'storm' || outcome.of !== 'attempts') return '';
  const { activity, failure } = outcome;
  if (activity !== 'fetchRate' || failure?.kind !== 'application' || failure.nonRetryable) return '';
  return ` \`refusalsAreFinal\` marks a refusal as final; what left \`fetchRate\` was “${inWords({ ...failure, cause: undefined })}”, without that mark, so Temporal went on trying.`;
}

export const oneCallAnAttempt: Check = check(
  'one-call-an-attempt',
  'an attempt calls its service once',
  async ({ lab }) => {
    for (const { operation } of services) lab.world.fails(operation, 2);
    const { order } = drawOrder(lab);
    lab.did = 'Ordered an invoice; each service was broken at the first two calls.';
    const run = await lab.start('invoice', order);
    const outcome = await run.settle();
    const attempts = await attemptsOf(lab);
    // Other activities, if there are any, may have called any of the services.
    const isOther = ([name]: [string, number]) => services.every(({ activity }) => activity !== name);
    const free = [...attempts].filter(isOther).reduce((sum, [, count]) => sum + count, 0);
    const calls = ({ operation }: Service) => lab.ledger.calls(operation).length;
    const counted = ({ activity }: Service) => attempts.get(activity) ?? 0;
    const loop = services.find((service) => calls(service) > counted(service) + free);
    // An activity that ends by a timeout leaves no count behind; only a completed invoice can be judged.
    if (!loop || outcome.status !== 'completed') return holds;
    return finding({
      did: lab.did,
      saw: `Temporal counted ${sayCount(counted(loop), 'attempt')} at \`${loop.activity}\`; \`${loop.operation}\` was called ${calls(loop)} times.`,
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
