import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import {
  askFor,
  type Decision,
  drawDecision,
  drawRefund,
  finish,
  isOver,
  noTransfers,
  orderedFrom,
  ordersOf,
  passHours,
  quiet,
  readResult,
  sayEnd,
} from './refund.ts';

const needs = ['refused'];

export const early: Check = check(
  'early-decision',
  'a decision that comes early counts',
  async ({ lab }) => {
    noTransfers(lab);
    const signalled = await withTheStart(lab);
    if (signalled) return signalled;
    const refund = drawRefund(lab);
    const decision = drawDecision(lab, false);
    const gate = lab.world.holds('mail.send', 'before');
    lab.did = `Asked for a refund. While the question to the approver was still on its way, ${decision.by} refused it; then 8 days passed.`;
    const run = await lab.start('approveRefund', refund);
    await lab.until(gate.reached(), 'the approver to be asked');
    await run.signal('decide', decision);
    gate.open();
    return await sayDecided(lab, { run, decision });
  },
  { needs },
);

async function withTheStart(lab: Lab) {
  const refund = drawRefund(lab);
  const decision = drawDecision(lab, false);
  lab.did = `Started a refund together with its decision: ${decision.by} refused it. Then 8 days passed.`;
  const run = await lab.startWithSignal('approveRefund', refund, { signal: 'decide', args: [decision] });
  const said = await sayDecided(lab, { run, decision });
  return said.kind === 'found' ? said : undefined;
}

async function sayDecided(lab: Lab, { run, decision }: { run: Run; decision: Decision }) {
  await quiet(lab, run);
  if (!(await isOver(run)) && orderedFrom(lab) === 0) await passHours(lab, 8 * 24);
  const outcome = await run.outcome();
  if (readResult(outcome).by === decision.by) return holds;
  return finding({
    did: lab.did,
    saw: `\`approveRefund\` ${sayEnd(outcome)}, as if nobody had answered.`,
    why: 'A signal can come at any moment after the start. Nobody sends it a second time: whoever answered believes that it is done, and whoever waits waits for an answer that has been given.',
    read: '#a-signal-can-be-early',
    evidence: run,
  });
}

export const firstCounts: Check = check(
  'first-counts',
  'the first decision counts, and none that comes after it',
  async ({ lab }) => {
    const before = (await bothEarly(lab)) ?? (await bothEarly(lab, { samePerson: true }));
    if (before) return before;
    const refund = drawRefund(lab);
    const [first, second] = [drawDecision(lab, true), drawDecision(lab, false)];
    const gate = lab.world.holds('bank.request', 'before');
    lab.did = `Asked for a refund; ${first.by} approved it. While the transfer was being ordered, ${second.by} refused it. Then the bank called back.`;
    const run = await askFor(lab, refund);
    await run.signal('decide', first);
    await lab.eventually(async () => gate.arrived.length > 0 || (await isOver(run)), 'the bank to get an order');
    if (!(await isOver(run))) await run.signal('decide', second);
    gate.open();
    const outcome = await finish(lab, run);
    const { by } = readResult(outcome);
    if (!outcome || by === first.by) return holds;
    return finding({
      did: lab.did,
      saw: `\`approveRefund\` ${sayEnd(outcome)}. It was ${first.by} who had decided.`,
      why: 'The second decision comes from somebody who did not know of the first. If it may still change what is on record, the record and the bank say different things.',
      read: '#the-first-one-counts',
      evidence: run,
    });
  },
  { needs },
);

/** Two decisions while the question is on its way: by two people, or by one who thinks again. */
async function bothEarly(lab: Lab, { samePerson = false } = {}) {
  const refund = drawRefund(lab);
  const first = drawDecision(lab, false);
  const second = { ...drawDecision(lab, true), ...(samePerson && { by: first.by }) };
  let holding = true;
  const gate = lab.world.holds('mail.send', 'before', () => holding);
  lab.did = `Asked for a refund. While the question to the approver was still on its way, ${first.by} refused it, and then ${samePerson ? 'thought again and' : second.by} approved it.`;
  const run = await lab.start('approveRefund', refund);
  await lab.until(gate.reached(), 'the approver to be asked');
  await run.signal('decide', first);
  await run.signal('decide', second);
  holding = false;
  gate.open();
  await quiet(lab, run);
  const orders = ordersOf(lab).length;
  const outcome = orders > 0 ? await finish(lab, run) : await run.outcome();
  const result = readResult(outcome);
  const isSecond = samePerson ? result.outcome === 'paid' : result.by === second.by;
  // A decision that was lost is told by another check.
  if (orders === 0 && !isSecond) {
    if (outcome?.status === 'unfinished') await run.abandon();
    return undefined;
  }
  return finding({
    did: lab.did,
    saw: `${orders > 0 ? 'The bank was told to pay, and' : 'Nothing was paid, but'} \`approveRefund\` ${sayEnd(outcome)}.`,
    why: samePerson ? THOUGHT_AGAIN : LAST_WINS,
    read: '#the-first-one-counts',
    evidence: run,
  });
}

const LAST_WINS =
  'Two people were asked and two have answered: that is ordinary. If the last one wins, a refusal holds only as long as nobody presses the other button.';
const THOUGHT_AGAIN =
  'Whoever has decided may think again, but by then others may have acted on the decision. If each person’s latest answer takes the place of an earlier one, a refusal holds only until somebody changes their mind.';
