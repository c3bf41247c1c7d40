import type { Lab } from '../../../lab/lab.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import type { OperationName } from '../../../world/services.ts';

/** How the world calls it when an article gets its new price. */
export const reprice: OperationName = 'pricing.reprice';

export interface Catalogue {
  skus: string[];
  maxInFlight: number;
  chunkSize: number;
}

/** Articles no submission has seen, in an order that no sorting would keep. */
export function drawSkus({ draw }: Lab, count: number): string[] {
  const drawn = new Set<string>();
  while (drawn.size < count) drawn.add(draw.id(draw.pick(['lamp', 'mug', 'rug', 'vase'])));
  return riseAndFall(draw.shuffle([...drawn]));
}

/** The same, of digits alone: as keys of an object they would come out in the order of numbers. */
export function drawNumbers({ draw }: Lab, count: number): string[] {
  const drawn = new Set<string>();
  while (drawn.size < count) drawn.add(String(draw.integer(10_000, 99_999)));
  return riseAndFall(draw.shuffle([...drawn]));
}

/** Makes articles rise and fall in turn, so that no three neighbours are in an order that sorting would keep, whichever way. */
function riseAndFall(skus: string[]): string[] {
  for (let place = 1; place < skus.length; place++) {
    const [before, here] = skus.slice(place - 1, place + 1) as [string, string];
    const rises = place % 2 === 1;
    if (before < here !== rises) skus.splice(place - 1, 2, here, before);
  }
  return skus;
}

export function startAll(lab: Lab, catalogue: Catalogue): Promise<Run> {
  return lab.start('repriceAll', catalogue);
}

/** What a run answered, as far as it has the shape of an answer. */
export interface Answer {
  repriced: { sku: string; priceRef: string }[];
  failed: { sku: string; reason: string }[];
  total: unknown;
}

export function readAnswer(outcome: Outcome): Answer | undefined {
  if (outcome.status !== 'completed') return undefined;
  const { repriced, failed, total } = (outcome.result ?? {}) as Record<string, unknown>;
  if (!Array.isArray(repriced) || !Array.isArray(failed)) return undefined;
  const entries = (list: unknown[]) => list.map((entry) => (entry ?? {}) as never);
  return { repriced: entries(repriced), failed: entries(failed), total };
}

export function skusOf(list: readonly { sku: string }[]): string[] {
  return list.map(({ sku }) => sku);
}

/** How a run ended, in a sentence without its lists: `failed with NoPrice`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return 'completed, without the lists `repriced` and `failed`';
  if (outcome.status === 'timed-out') return 'waited for ever';
  if (outcome.status !== 'failed') return `was ${outcome.status}`;
  const [type] = failureTypes(outcome.failure).slice(-1);
  return `failed with ${type ?? `“${outcome.failure.message}”`}`;
}

/** `article`, `3 articles`. */
export function sayArticles(count: number): string {
  return count === 1 ? '1 article' : `${count} articles`;
}

/** Things in a sentence: `a`, `a and b`, `a, b and 3 more`. */
export function list(things: readonly string[], atMost = 3): string {
  const told = things.length > atMost + 1 ? [...things.slice(0, atMost), `${things.length - atMost} more`] : things;
  return told.length < 2 ? (told[0] ?? 'none') : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
}
