// Somebody at Harbour read half a book about Temporal, and now everything is a workflow.
// Goal: each of the ten gets what fits it, and the reason that decides it. Where two choices can be defended, either will do.
// Stays: the names. What each choice and each reason means is said in shared.ts and in the lesson.
import type { Decision, Scenario } from './shared';

// TODO(you): everything below is decided by what it needs, and not by habit.
export const decisions: Record<Scenario, Decision> = {
  // A visitor opens the page of an article: name and price are looked up by its number.
  'product-page': { use: 'workflow', because: 'steps-must-all-happen' },

  // A customer opens "my orders": everything they ever bought, newest first.
  'order-history': { use: 'workflow', because: 'steps-must-all-happen' },

  // While somebody types an amount, the page shows it in another currency, at a rate it already has.
  'foreign-price': { use: 'workflow', because: 'steps-must-all-happen' },

  // The exchange sends 2,000 rates a second; only the newest of each pair is ever used.
  'rate-ticks': { use: 'workflow', because: 'steps-must-all-happen' },

  // "37 people are looking at this": a count over the last five minutes, from 50,000 clicks a second.
  'visitors-now': { use: 'workflow', because: 'steps-must-all-happen' },

  // An analyst wants the 400 million order lines of last year, summed by shop and day.
  'sales-table': { use: 'workflow', because: 'steps-must-all-happen' },

  // At six on the first of each month somebody has to start the invoice run. What the run does is settled already.
  'invoice-day': { use: 'workflow', because: 'steps-must-all-happen' },

  // The money goes back to the card, and the customer gets a mail.
  refund: { use: 'workflow', because: 'steps-must-all-happen' },

  // A refund above 500 euros is held until a manager agrees, for a week at most.
  approval: { use: 'workflow', because: 'steps-must-all-happen' },

  // A 14-day trial: a mail at the start, a reminder on day 11, then a charge or a good-bye.
  trial: { use: 'workflow', because: 'steps-must-all-happen' },
};
