import type { WrongSpecimen } from '../../../check/zoo.ts';
import { decision, patience, stream } from './edits.ts';

const lookUp = "use: 'database', because: 'single-read'";

/** Scenarios that are given the wrong home, or the right one for the wrong reason. */
export const decisions: readonly WrongSpecimen[] = [
  {
    name: 'page-for-safety',
    because: 'It wants retries for a read, and pays for a memory that nobody needs.',
    fails: 'decide-product-page',
    hint: 2,
    edits: [decision("'product-page'", lookUp, "use: 'workflow', because: 'single-read'")],
  },
  {
    name: 'history-as-a-database',
    because: 'It takes the list of workflow runs for the list of orders.',
    fails: 'decide-order-history',
    hint: 2,
    edits: [decision("'order-history'", lookUp, "use: 'workflow', because: 'waits-long'")],
  },
  {
    name: 'price-from-a-table',
    because: 'It stores what follows from two numbers.',
    fails: 'decide-foreign-price',
    hint: 2,
    edits: [
      decision(
        "'foreign-price'",
        "use: 'plain-function', because: 'no-side-effects'",
        "use: 'database', because: 'single-read'",
      ),
    ],
  },
  {
    name: 'ticks-in-bulk',
    because: 'It takes many small events for one big piece of data.',
    fails: 'decide-rate-ticks',
    hint: 2,
    edits: [decision("'rate-ticks'", stream, "use: 'stream-processor', because: 'bulk-data'")],
  },
  {
    name: 'visitors-counted-at-night',
    because: 'It counts yesterday’s clicks, when the page wants to know who is there now.',
    fails: 'decide-visitors-now',
    hint: 2,
    edits: [decision("'visitors-now'", stream, "use: 'data-pipeline', because: 'bulk-data'")],
  },
  {
    name: 'table-through-a-history',
    because: 'It sends 400 million rows through a workflow because there are many steps.',
    fails: 'decide-sales-table',
    hint: 2,
    edits: [
      decision(
        "'sales-table'",
        "use: 'data-pipeline', because: 'bulk-data'",
        "use: 'workflow', because: 'steps-must-all-happen'",
      ),
    ],
  },
  {
    name: 'month-in-a-loop',
    because: 'It lets a workflow sleep for a month, and again, and again.',
    fails: 'decide-invoice-day',
    hint: 2,
    edits: [decision("'invoice-day'", "use: 'schedule', because: 'calendar'", patience)],
  },
  {
    name: 'refund-is-short',
    because: 'It judges by how long something takes, and not by what is lost when it stops half-way.',
    fails: 'decide-refund',
    hint: 1,
    edits: [
      decision(
        'refund',
        "use: 'workflow', because: 'steps-must-all-happen'",
        "use: 'plain-function', because: 'no-side-effects'",
      ),
    ],
  },
  {
    name: 'approval-on-a-calendar',
    because: 'It takes a deadline for a date.',
    fails: 'decide-approval',
    hint: 2,
    edits: [decision('approval', patience, "use: 'schedule', because: 'calendar'")],
  },
  {
    name: 'trial-for-the-wrong-reason',
    because: 'It finds the right home for the trial and gives the reason of another scenario.',
    fails: 'decide-trial',
    hint: 2,
    edits: [decision('trial', patience, "use: 'workflow', because: 'calendar'")],
  },
];
