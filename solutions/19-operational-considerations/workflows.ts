// Given: nothing to edit here. Which task queue an activity goes to is decided in routing.ts.
import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import { queueFor } from './routing';

const { quote } = proxyActivities<typeof activities>({
  taskQueue: queueFor('quote'),
  startToCloseTimeout: '10 seconds',
});
const { postLedger } = proxyActivities<typeof activities>({
  taskQueue: queueFor('postLedger'),
  startToCloseTimeout: '1 minute',
});
const { renderVideo } = proxyActivities<typeof activities>({
  taskQueue: queueFor('renderVideo'),
  startToCloseTimeout: '30 minutes',
});

/** What a euro is worth in another currency. */
export async function askRate(question: { currency: string; date: string }): Promise<{ rate: number }> {
  return await quote(question);
}

/** Posts the sales of a day to the bank's ledger. */
export async function closeDay({ entries }: { entries: { entryId: string; cents: number }[] }): Promise<{
  posted: number;
}> {
  await Promise.all(entries.map((entry) => postLedger(entry)));
  return { posted: entries.length };
}

/** Renders the films of a week. */
export async function renderWeek({ films }: { films: string[] }): Promise<{ rendered: number }> {
  await Promise.all(films.map((filmId) => renderVideo({ filmId })));
  return { rendered: films.length };
}
