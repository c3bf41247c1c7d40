import { setTimeout as delay } from 'node:timers/promises';
import type { CallArgument, CallOutcome } from '../../../host/call.ts';
import type { Lab } from '../../../lab/lab.ts';
import { isInTask } from '../../../lab/rest.ts';
import type { Run } from '../../../lab/run.ts';
import type { Execution } from '../../../lab/starts.ts';
import type { Gate } from '../../../world/gate.ts';

/** Harbour's web server, made by the submission, and what was on the Temporal server before. */
export interface Shop {
  lab: Lab;
  before: ReadonlySet<string>;
}

/** An order whose money goes back. */
export interface Order {
  /** For findings: the id without the part that is another one in every grading. */
  name: string;
  /** New on a server that has seen this submission before, whose closed runs keep their names. */
  orderId: string;
  cents: number;
}

const world = (service: string): CallArgument => ({ $: 'world', service });

/** Has the submission make its app. Whatever that starts counts as started by the submission. */
export async function openShop(lab: Lab): Promise<Shop> {
  const before = new Set((await lab.executions()).map(({ runId }) => runId));
  await makeApp(lab);
  return { lab, before };
}

/** Takes the web server's machine away when nothing is under way, and starts another: what was in its memory is gone. */
export async function restart({ lab }: Shop): Promise<void> {
  await lab.replaceHost();
  await makeApp(lab);
}

async function makeApp(lab: Lab): Promise<void> {
  const deps = {
    client: { $: 'client' },
    taskQueue: { $: 'taskQueue' },
    catalog: world('catalog'),
    rates: world('rates'),
  };
  await lab.call({ file: 'app.ts', export: 'createApp', args: [deps], keepAs: 'app' });
}

/** Executions that the submission started, open and closed. */
export async function started({ lab, before }: Shop): Promise<Execution[]> {
  return (await lab.executions()).filter(({ runId }) => !before.has(runId));
}

/** Calls a method of the app and waits for its answer; anything else than an answer stops the check. */
export async function ask(shop: Shop, method: string, arg: CallArgument): Promise<unknown> {
  return await wait(shop, shop.lab.call({ on: 'app', method, args: [arg] }), `${method} to answer`);
}

/** Presses the refund button; what comes of it is for {@link answers} to see. */
export function click({ lab }: Shop, { orderId, cents }: Order): Promise<CallOutcome> {
  const outcome = lab.tryCall({ on: 'app', method: 'refund', args: [{ orderId, cents }] });
  outcome.catch(() => {});
  return outcome;
}

/** Presses the button while a refund is held at its payment; resolves when the click has come as far as it will. */
export async function clickBeside(shop: Shop, order: Order, paying: Gate): Promise<{ outcome: Promise<CallOutcome> }> {
  const [runs, payments] = [(await started(shop)).length, paying.arrived.length];
  let answered = false;
  const outcome = click(shop, order);
  const note = () => {
    answered = true;
  };
  outcome.then(note, note);
  // A click that joins the open refund leaves no trace, so there is nothing but a moment to wait for.
  const until = performance.now() + 150;
  const hasCome = async () =>
    answered || paying.arrived.length > payments || performance.now() > until || (await started(shop)).length > runs;
  await shop.lab.eventually(hasCome, 'the second click to arrive');
  return { outcome };
}

/** What came of clicks, in their order; time flows meanwhile. */
export async function answers(shop: Shop, clicks: Promise<CallOutcome>[]): Promise<CallOutcome[]> {
  return await wait(shop, Promise.all(clicks), 'refund to answer');
}

/** One click from start to end; what is no answer stops the check. */
export async function refund(shop: Shop, { orderId, cents }: Order): Promise<unknown> {
  return await ask(shop, 'refund', { orderId, cents });
}

/** An order no submission has seen, and no server. */
export function drawOrder({ draw, taskQueue }: Lab): Order {
  const name = draw.id('order');
  return { name, orderId: `${name}-${taskQueue.slice(-6)}`, cents: draw.integer(1_000, 90_000) };
}

/** The id in an answer such as `{ refundId: 'refund-k3v9x2' }`. */
export function refundIdOf(answer: unknown): string | undefined {
  const id: unknown = Object(answer).refundId;
  return typeof id === 'string' ? id : undefined;
}

/** `The money went back once, and no mail went out.` */
export function saySent(payments: number, mails: number): string {
  const money = payments === 0 ? 'No money went back' : `The money went back ${times(payments)}`;
  const told = mails === 0 ? 'no mail went out' : mails === 1 ? 'one mail went out' : `${mails} mails went out`;
  return `${money}, and ${told}.`;
}

/** `once`, `twice`, `3 times`. */
export function times(count: number): string {
  return ['', 'once', 'twice'][count] ?? `${count} times`;
}

/** `A workflow (`refund`) was started`. */
export function saySo(runs: readonly Execution[]): string {
  const names = [...new Set(runs.map(({ workflow }) => `\`${workflow}\``))].sort().join(', ');
  return runs.length === 1 ? `A workflow (${names}) was started` : `${runs.length} workflows (${names}) were started`;
}

/** What a finding shows of runs that nobody needed: the first that has ended. */
export async function evidence(lab: Lab, runs: readonly Execution[]) {
  const [first] = runs.filter(({ open }) => !open);
  const run = first && (await lab.find(first.workflow, first.workflowId));
  return run ? { evidence: run } : {};
}

/** Has the lab watch what the submission started: a run that can't go on then ends a wait at once. */
export async function followStarted(shop: Shop): Promise<Run[]> {
  const found: Run[] = [];
  for (const { workflow, workflowId } of await started(shop)) {
    const known = shop.lab.runs.find((run) => run.workflowId === workflowId);
    const run = known ?? (await shop.lab.find(workflow, workflowId));
    if (run) found.push(run);
  }
  return found;
}

/** Real time after which a workflow task that a worker still holds counts as dropped. */
const PATIENCE_MS = 2000;

async function wait<Result>(shop: Shop, promise: Promise<Result>, waitingFor: string): Promise<Result> {
  const over = new AbortController();
  const following = keepFollowing(shop, over.signal);
  try {
    return await shop.lab.until(promise, waitingFor, { flowing: true, ms: 7000 });
  } finally {
    over.abort();
    await following;
  }
}

/**
 * A worker that keeps no workflow in memory drops a task with local activities in it when the task of another run comes.
 * The server gives such a task up after ten seconds, and hands it out again: those are skipped here.
 */
async function keepFollowing(shop: Shop, signal: AbortSignal): Promise<void> {
  const late = performance.now() + PATIENCE_MS;
  try {
    for (;;) {
      await delay(40, undefined, { signal });
      const runs = await followStarted(shop);
      if (performance.now() < late) continue;
      for (const run of runs) if (!signal.aborted && (await isInTask(run))) await shop.lab.expire(run);
    }
  } catch {
    // The wait is over, or the server is gone, which the wait itself has noticed.
  }
}
