import type { Lab } from '../../../lab/lab.ts';
import type { Outcome, Run } from '../../../lab/run.ts';

/** As the exercise's shared.ts says. */
export const BONUS_POINTS = 10;
export const GOLD_FROM = 500;

/** A customer's month as the till and the marketing department know it. */
export interface Month {
  customerId: string;
  month: string;
  bonusAfter: number;
  purchases: Purchase[];
}

export interface Purchase {
  id: string;
  cents: number;
  at: string;
}

/** What was answered as the progress. */
export interface Progress {
  points: unknown;
  stage: unknown;
}

/** What a month has to come to. */
export interface Due {
  /** For the purchases themselves. */
  earned: number;
  /** How many late purchases there are. */
  bonuses: number;
  points: number;
}

/** A month no submission has seen, with one purchase at each of the times (`21:40`, UTC) on different days. */
export function drawMonth(
  { draw }: Lab,
  { bonusAfter, times, euros = [20, 90] }: { bonusAfter: number; times: string[]; euros?: [number, number] },
): Month {
  const month = `${draw.integer(2027, 2031)}-${twoDigits(draw.integer(1, 12))}`;
  const firstDay = draw.integer(2, 20);
  return {
    customerId: draw.id('customer'),
    month,
    bonusAfter,
    purchases: times.map((time, index) => ({
      id: draw.id('receipt'),
      cents: draw.integer(...euros) * 100 + draw.integer(1, 99),
      at: `${month}-${twoDigits(firstDay + index)}T${time}:00Z`,
    })),
  };
}

/** The till answers with these months' purchases, and with nothing for any other month. */
export function fillTill(lab: Lab, ...months: Month[]): void {
  lab.world.knows('purchases.list', ({ customerId, month }) => {
    return months.find((one) => one.customerId === customerId && one.month === month)?.purchases ?? [];
  });
}

/** Starts the counting of a month. */
export async function startMonth(lab: Lab, { customerId, month, bonusAfter }: Month): Promise<Run> {
  return await lab.start('loyaltyMonth', { customerId, month, bonusAfter });
}

/** What a month comes to by the rules. */
export function dueFor({ purchases, bonusAfter }: Month): Due {
  const earned = purchases.reduce((sum, { cents }) => sum + Math.floor(cents / 100), 0);
  const bonuses = purchases.filter(({ at }) => Number(at.slice(11, 13)) >= bonusAfter).length;
  return { earned, bonuses, points: earned + bonuses * BONUS_POINTS };
}

/**
 * Whether a run can answer a query while one of its calls is held. With a local activity it can't: its task stays open
 * until the call is through, and the server keeps the query back until then. Waits for a task that is about to end.
 */
export async function canAnswer(lab: Lab, run: Run): Promise<boolean> {
  for (let looks = 0; looks < 20; looks += 1) {
    const task = (await run.history()).findLast(({ type }) => /^Task(Scheduled|Started|Completed)$/.test(type));
    if (task?.type === 'TaskCompleted') return true;
    await lab.linger(25);
  }
  return false;
}

/** What a run says of its progress. */
export async function askProgress(run: Run): Promise<Progress> {
  const said = await run.query('progress');
  return { points: field(said, 'points'), stage: field(said, 'stage') };
}

/** What reached a customer's account. */
export function awarded({ ledger }: Lab, { customerId }: Month): Due {
  const rows = ledger.effects('loyalty.award').filter(({ args }) => args.customerId === customerId);
  const sum = (of: typeof rows) => of.reduce((points, { args }) => points + Number(args.points), 0);
  const bonuses = rows.filter(({ args }) => args.reason === 'midnight-bonus');
  const points = sum(rows);
  return { earned: points - sum(bonuses), bonuses: Math.round(sum(bonuses) / BONUS_POINTS), points };
}

/** Texts of the letters a customer got. */
export function letters({ ledger }: Lab, { customerId }: Month): string[] {
  return ledger
    .effects('mail.send')
    .filter(({ args }) => args.to === customerId)
    .map(({ args }) => String(args.text));
}

/** What a run returned; undefined when it did not. */
export function resultOf(outcome: Outcome): unknown {
  return outcome.status === 'completed' ? outcome.result : undefined;
}

/** A field of whatever was answered; undefined when there is none. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** Times of a month's purchases: `17:05, 20:40 and 23:10`. */
export function sayTimes({ purchases }: Month): string {
  return list(purchases.map(({ at }) => at.slice(11, 16)));
}

/** `1 bonus`, `3 bonuses`, `no bonus`. */
export function sayBonuses(bonuses: number): string {
  if (bonuses === 0) return 'no bonus';
  return bonuses === 1 ? '1 bonus' : `${bonuses} bonuses`;
}

/** Things in a sentence: `one, two and three`. */
export function list(things: readonly string[]): string {
  return things.length < 2 ? (things[0] ?? 'nothing') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`;
}

/** `07`, `21`. */
export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
