import type { Decision, Scenario } from '../shipped/shared.ts';

/** A decision and its reason in one: `database/single-read`. */
type Pair = `${Decision['use']}/${Decision['because']}`;

/** One thing to decide about. `accepts` are all pairs that can be defended; `facts` is what speaks against the others. */
export interface Case {
  scenario: Scenario;
  claim: string;
  story: string;
  accepts: readonly [Pair, ...Pair[]];
  facts: string;
}

export const cases: readonly Case[] = [
  {
    scenario: 'product-page',
    claim: 'a product page gets what a look-up needs',
    story: 'name and price of one article are looked up for a visitor who waits.',
    accepts: ['database/single-read', 'plain-function/single-read'],
    facts:
      'There is one step, and it changes nothing. When it fails, the visitor loads the page again; no half-done state is left that anybody has to remember.',
  },
  {
    scenario: 'order-history',
    claim: 'a list of past orders gets what a look-up needs',
    story: 'a customer wants to see everything they ever bought.',
    accepts: ['database/single-read', 'plain-function/single-read'],
    facts:
      'It is a question about data, asked by somebody who waits. What the runs of a workflow leave behind is a record for operators, deleted after a while, and no place to keep a customer’s orders in.',
  },
  {
    scenario: 'foreign-price',
    claim: 'a price in another currency gets what arithmetic needs',
    story: 'an amount is multiplied by a rate that the page already has.',
    accepts: ['plain-function/no-side-effects'],
    facts:
      'Everything it needs is in its arguments, and nothing outside changes. It can’t be interrupted half-way in a way that matters: whoever asks again gets the same answer.',
  },
  {
    scenario: 'rate-ticks',
    claim: 'exchange rates get what a flood of small events needs',
    story: '2,000 rates a second, of which only the newest of each pair is used.',
    accepts: ['stream-processor/high-rate', 'database/high-rate', 'plain-function/high-rate'],
    facts:
      'Each event is worth little and the next one replaces it. What decides is how many there are: anything that writes several records for each of them writes most of them for nothing.',
  },
  {
    scenario: 'visitors-now',
    claim: 'a live count of visitors gets what a flood of small events needs',
    story: 'a count over the last five minutes, from 50,000 clicks a second.',
    accepts: ['stream-processor/high-rate'],
    facts:
      'It is a sum over a moving window of events that never end. A lost click changes nothing that anybody could see; being a minute late makes the number useless.',
  },
  {
    scenario: 'sales-table',
    claim: 'a table of last year’s sales gets what a heap of data needs',
    story: '400 million order lines of last year are summed by shop and day for an analyst.',
    accepts: ['data-pipeline/bulk-data'],
    facts:
      'The work is moving and summing rows, all of the same kind. They have to be worked on where they lie: what passes through a history is limited to megabytes, and this is gigabytes.',
  },
  {
    scenario: 'invoice-day',
    claim: 'the day of the invoices gets what a calendar needs',
    story: 'at six on the first of each month somebody starts the invoice run, which exists already.',
    accepts: ['schedule/calendar'],
    facts:
      'What is asked for is a beginning, again and again, and not the work itself. Something that waits in a loop for a month has to know about month ends, pauses and missed days by itself.',
  },
  {
    scenario: 'refund',
    claim: 'a refund gets what two steps need that must both happen',
    story: 'the money goes back to the card, and the customer gets a mail.',
    accepts: ['workflow/steps-must-all-happen'],
    facts:
      'Two companies are involved, each can fail while the other has acted, and half of it is worse than none. Somebody has to remember how far it is, longer than one machine lives.',
  },
  {
    scenario: 'approval',
    claim: 'an approval gets what a wait for a human needs',
    story: 'a refund above 500 euros is held until a manager agrees, for a week at most.',
    accepts: ['workflow/waits-long', 'workflow/steps-must-all-happen'],
    facts:
      'Between the question and the answer lie days, deploys and restarts, and at the end of the week something has to happen even if nobody answers.',
  },
  {
    scenario: 'trial',
    claim: 'a trial of 14 days gets what a long process needs',
    story: 'a mail at the start, a reminder on day 11, then a charge or a good-bye.',
    accepts: ['workflow/waits-long', 'workflow/steps-must-all-happen'],
    facts:
      'It is one process for one customer, with several steps and most of two weeks between them. Its place in the story has to outlive every machine that works on it.',
  },
];
