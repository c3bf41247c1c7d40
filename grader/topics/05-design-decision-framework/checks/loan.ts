import { type Duration, inMs } from '../../../lab/duration.ts';
import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { readLocalActivity } from '../../../lab/local-activity.ts';
import { findOpenStep, PATIENCE_MS, runStates } from '../../../lab/rest.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';

/** What is known of an applicant outside. */
export interface Facts {
  report: { points: number; defaults: number };
  accounts: { balanceCents: number; overdrafts: number };
}

export interface Application {
  applicationId: string;
  applicant: string;
  incomeCents: number;
  cents: number;
}

export interface Loan {
  application: Application;
  facts: Facts;
  run: Run;
}

/** What is special about a loan; without it, chance decides. */
export interface Kind {
  score?: number;
  defaults?: number;
  applicant?: string;
  applicationId?: string;
}

export type Operation = 'bureau.report' | 'loans.accounts' | 'loans.send' | 'loans.archive';

/** The rule of `rules.ts`, apart from the bureau's points. */
function scoreWithoutReport({ accounts }: Pick<Facts, 'accounts'>, { incomeCents, cents }: Application): number {
  const burden = Math.round((100 * cents) / incomeCents);
  const savings = Math.min(100, Math.floor(accounts.balanceCents / 10_000));
  return savings - 25 * accounts.overdrafts - burden;
}

export function scoreOf({ application, facts }: Pick<Loan, 'application' | 'facts'>): number {
  return facts.report.points + scoreWithoutReport(facts, application);
}

export function decisionOf(loan: Pick<Loan, 'application' | 'facts'>): 'approved' | 'refused' {
  return scoreOf(loan) >= 600 && loan.facts.report.defaults === 0 ? 'approved' : 'refused';
}

/** Lets bureau and bank know an applicant whose loan gets just this score, and starts the decision. */
export async function startLoan(
  lab: Lab,
  { score, defaults = 0, applicant = lab.draw.id('applicant'), applicationId = lab.draw.id('loan') }: Kind = {},
): Promise<Loan> {
  const { draw } = lab;
  const application = {
    applicationId,
    applicant,
    incomeCents: draw.integer(30, 90) * 100_000,
    cents: draw.integer(5, 40) * 50_000,
  };
  const accounts = { balanceCents: draw.integer(20_000, 900_000), overdrafts: draw.integer(1, 3) };
  const wanted = score ?? draw.integer(520, 680);
  const facts: Facts = {
    accounts,
    report: { points: wanted - scoreWithoutReport({ accounts }, application), defaults },
  };
  const isHers = ({ args }: LedgerRow) => args.applicant === application.applicant;
  lab.world.on('bureau.report', (row) => (isHers(row) ? { kind: 'answer', value: facts.report } : undefined));
  lab.world.on('loans.accounts', (row) => (isHers(row) ? { kind: 'answer', value: facts.accounts } : undefined));
  return { application, facts, run: await lab.start('decideLoan', application) };
}

/** Calls to one service that are about this loan: of the two fetches, those that are about its applicant. */
export function callsOf({ ledger }: Lab, { application }: Loan, operation: Operation): LedgerRow[] {
  const name = nameFor(operation);
  return ledger.calls(operation).filter(({ args }) => args[name] === application[name]);
}

/** By which name a service knows whom or what it is called about. */
function nameFor(operation: Operation): 'applicationId' | 'applicant' {
  return operation === 'loans.send' || operation === 'loans.archive' ? 'applicationId' : 'applicant';
}

/**
 * Whoever tries more often than this gets through before the outage is over: a pause of a second is fair, too. A workflow that
 * makes the tries itself has ten events and more for each, and these take real time; so do the pauses of a local activity.
 */
const MOST_TRIES = { byPolicy: 60, byHand: 20, local: 1 };

/** For so long, from the first call on, a service can't be reached for this applicant, or about this application. */
export function stopFor(
  lab: Lab,
  about: string,
  operation: Operation,
  duration: Duration,
  { isLocal = false }: { isLocal?: boolean } = {},
): void {
  lab.expectUpTo({ events: 1000 });
  let tries = 0;
  let over: number | undefined;
  lab.world.on(operation, ({ at, args, caller }) => {
    if (args[nameFor(operation)] !== about) return undefined;
    over ??= at + inMs(duration);
    tries += 1;
    const most = isLocal ? 'local' : (caller.attempt ?? 1) > 1 ? 'byPolicy' : 'byHand';
    return at < over && tries <= MOST_TRIES[most] ? { kind: 'outage' } : undefined;
  });
}

/** Calls of a service that it answered. */
export function answersOf(lab: Lab, loan: Loan, operation: Operation): LedgerRow[] {
  return callsOf(lab, loan, operation).filter(({ outcome }) => outcome.kind === 'answered');
}

/** Everything that workflow code called as an activity, in the run and in its children: name, and whether it was local. */
export async function calledActivities(lab: Lab): Promise<{ activity: string; isLocal: boolean }[]> {
  const histories = await Promise.all(lab.runs.map((run) => run.history()));
  return histories.flat().flatMap(readCall);
}

function readCall(event: HistoryEvent): { activity: string; isLocal: boolean }[] {
  if (event.type === 'ActivityScheduled') return [{ activity: event.activity, isLocal: false }];
  const local = readLocalActivity(event);
  return local ? [{ activity: local.activity, isLocal: true }] : [];
}

/** Waits until a loan has come to a wait, or to any activity after the two fetches. */
export async function movesOn(lab: Lab): Promise<void> {
  const look = async () => {
    const states = await runStates(lab);
    const called = await calledActivities(lab);
    return states.every(({ isBusy }) => !isBusy) || called.some(({ activity }) => !activity.startsWith('fetch'));
  };
  await lab.eventually(look, '`decideLoan` to have its facts', { ms: 4 * PATIENCE_MS });
}

/** Waits until nothing is to be done, and gives the activity that is still open when nothing happens. */
export function findOpenActivity(lab: Lab): ReturnType<typeof findOpenStep> {
  return findOpenStep(lab, '`decideLoan` to come to its wait');
}

/** How a loan stands that did not complete: `failed: …`, `was still running`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'failed') return `failed: “${(outcome.failure.cause ?? outcome.failure).message}”`;
  return outcome.status === 'unfinished' ? 'was still running' : `was ${outcome.status}`;
}

/** What a loan answered; empty when it did not complete. */
export function resultOf(outcome: Outcome): { decision?: unknown; score?: unknown; reference?: unknown } {
  const result = outcome.status === 'completed' ? outcome.result : undefined;
  return typeof result === 'object' && result !== null ? result : {};
}
