// Given: nothing to edit here. Each call ends early when the worker tells its activity to stop.
import { cancellationSignal } from '@temporalio/activity';
import { books, media, rates, refusalsAreFinal } from '#world';

/** What a euro is worth: milliseconds, and somebody waits for it. */
export async function quote({ currency, date }: { currency: string; date: string }): Promise<{ rate: number }> {
  const { rate } = await refusalsAreFinal(rates.quote({ currency, date, signal: cancellationSignal() }));
  return { rate };
}

/** One line in the bank's ledger: up to 5 seconds. */
export async function postLedger({ entryId, cents }: { entryId: string; cents: number }): Promise<void> {
  await refusalsAreFinal(books.post({ entryId, cents, key: entryId, signal: cancellationSignal() }));
}

/** One film: up to 20 minutes. */
export async function renderVideo({ filmId }: { filmId: string }): Promise<void> {
  await refusalsAreFinal(media.transcodeChunk({ filmId, chunk: 0, signal: cancellationSignal() }));
}
