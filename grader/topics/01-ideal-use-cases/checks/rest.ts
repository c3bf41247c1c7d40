import { type Found, finding } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { findOpenStep, runStates, untilHeard } from '../../../lab/rest.ts';
import type { Gate } from '../../../world/gate.ts';
import { findSlip, letters } from './effects.ts';
import { type Customer, findEnd, hasOutcome, sayEnd, startTrial } from './trial.ts';

/** Starts a trial and waits until it waits, so that no time passes while it is still busy. */
export async function beginTrial(lab: Lab, address?: string): Promise<Customer> {
  const customer = await startTrial(lab, address);
  await findOpenActivity(lab);
  return customer;
}

/** Sends `subscribe`, and waits until the workflow's code has heard of it, or is busy with a step of its own. */
export async function sendSubscribe(lab: Lab, { run }: Customer): Promise<void> {
  try {
    await run.signal('subscribe');
  } catch (error) {
    // Nobody hears what comes after the end; what the check looks at next will tell.
    if (await findEnd(run)) return;
    throw error;
  }
  await untilHeard(lab, run);
}

/** Waits until nothing is to be done, and gives the activity that is still open when nothing happens. */
export function findOpenActivity(lab: Lab): ReturnType<typeof findOpenStep> {
  return findOpenStep(lab, '`trial` to come to its next wait');
}

/** The same for the days after the reminder, or for whatever comes when the first wait is over. */
export async function findOpenAfterReminder(lab: Lab, customer: Customer): ReturnType<typeof findOpenActivity> {
  const isOver = async () => {
    if (letters(lab, customer, 'reminder').length > 0 || (await findEnd(customer.run))) return true;
    const states = await runStates(lab);
    // Without a timer no time passes: nothing more will happen by itself.
    return states.every(({ isBusy, timers }) => !isBusy && timers === 0);
  };
  await lab.eventually(isOver, 'the first wait to be over', { flowing: true });
  return await findOpenActivity(lab);
}

/** Lets time flow until a call is held at the gate; false when the trial ends before. */
export async function isHeld(lab: Lab, { customer, gate, what }: { customer: Customer; gate: Gate; what: string }) {
  const look = async () => gate.held > 0 || (await findEnd(customer.run)) !== undefined;
  await lab.eventually(look, `${what} to be under way`, { flowing: true });
  return gate.held > 0;
}

/** What is wrong with a reminder whose first attempt is held at the gate, and with the end of its trial; `go` lets it go on. */
export async function findReminderLost(
  lab: Lab,
  { customer, gate, why, read, go }: { customer: Customer; gate: Gate; why: string; read: string; go(): Promise<void> },
): Promise<Found | undefined> {
  if (await isHeld(lab, { customer, gate, what: 'the reminder' })) await go();
  const outcome = await customer.run.settle();
  const evidence = customer.run;
  const slip = findSlip(lab, { customer, template: 'reminder', why, read });
  const ended = `\`trial\` ${sayEnd(outcome)}.`;
  if (slip) return finding({ did: lab.did, ...slip, saw: `${slip.saw} ${ended}`, evidence });
  if (hasOutcome(outcome, 'expired')) return undefined;
  return finding({ did: lab.did, saw: ended, why, read, evidence });
}
