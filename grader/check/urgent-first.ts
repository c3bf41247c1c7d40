import type { Check } from './check.ts';

/**
 * The same checks in another order: the urgent ones and all that they need come first, each group in the order in which
 * it was. What is needed still comes before what needs it. Pure.
 * @param urgent ids; unknown ones are passed over
 */
export function urgentFirst(checks: readonly Check[], urgent: Iterable<string>): Check[] {
  const early = new Set<string>();
  const add = (id: string) => {
    if (early.has(id)) return;
    early.add(id);
    for (const needed of checks.find((check) => check.id === id)?.needs ?? []) add(needed);
  };
  for (const id of urgent) add(id);
  return [...checks.filter(({ id }) => early.has(id)), ...checks.filter(({ id }) => !early.has(id))];
}
