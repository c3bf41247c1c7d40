import type { RecordedFailure } from './history-event.ts';
import { causeChain } from './read-history.ts';

/** A failure in one line, from the outside in: `Activity task failed, because CardDeclined: refused`. */
export function inWords(failure: RecordedFailure | undefined): string {
  const said = causeChain(failure).map(({ type, message }) => (type ? `${type}: ${message}` : message));
  return said.length === 0 ? 'no failure recorded' : said.join(', because ');
}
