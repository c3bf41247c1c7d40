import { type Check, check, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { untilHeard } from '../../../lab/rest.ts';
import { openTimers } from '../../../lab/still-open.ts';
import {
  askFor,
  drawDecision,
  drawRefund,
  isOver,
  lettersTo,
  noTransfers,
  orderedFrom,
  passHours,
  quiet,
  readResult,
  sayEnd,
} from './refund.ts';

const needs = ['refused'];

export const escalated: Check = check(
  'escalated',
  'after three days without a decision the manager is asked, and may decide',
  async ({ lab }) => {
    const refund = drawRefund(lab);
    const decision = drawDecision(lab, false);
    lab.did = 'Asked for a refund; the approver was asked and did not answer. Time passed.';
    noTransfers(lab);
    const run = await askFor(lab, refund);
    await passHours(lab, 68);
    const early = lettersTo(lab, refund.manager).length;
    if (!(await isOver(run))) await passHours(lab, 8);
    const letters = () => lettersTo(lab, refund.manager).length;
    const inTime = letters();
    // Two more days, for those who ask each day.
    if (inTime === 1 && !(await isOver(run))) await passHours(lab, 48);
    const asked = letters();
    const over = await isOver(run);
    if (!over) await run.signal('decide', decision);
    await quiet(lab, run);
    const outcome = await run.outcome();
    const result = readResult(outcome);
    const expected = { outcome: 'refused', by: decision.by, escalated: true };
    const isDecided = result.by === decision.by && result.outcome === 'refused';
    const right = isDecided && result.escalated === true;
    if (early === 0 && asked === 1 && right) return (await whileAsking(lab)) ?? holds;
    const isFlag = early === 0 && asked === 1 && isDecided;
    const swallowed = asked === 0 && lab.ledger.calls('mail.send').some(({ args }) => args.to === refund.manager);
    const saw =
      early > 0
        ? 'The manager was asked before three days were over.'
        : over
          ? `The manager was ${asked > 0 ? '' : 'not '}asked, and after ${asked === 1 ? 124 : 76} hours \`approveRefund\` ${sayEnd(outcome)}.`
          : swallowed
            ? 'The letter to the manager came with the key of another letter. To the mail service it was that letter again, so nothing was sent.'
            : asked !== 1
              ? `After ${inTime === 1 ? 124 : 76} hours the manager had ${asked === 0 ? 'not been asked' : `been asked ${asked} times`}.`
              : `The manager was asked. Then ${decision.by} refused the refund, and \`approveRefund\` ${sayEnd(outcome)}. The right answer was ${JSON.stringify(expected)}.`;
    return finding({
      did: lab.did,
      saw,
      why: asked > 1 ? TOO_OFTEN : isFlag ? WHOEVER : PASSED_ON,
      read: '#silence-is-an-answer-too',
      evidence: run,
    });
  },
  { needs },
);

const PASSED_ON =
  'People are ill, on holiday, or have left. A question that only one person can answer is a question that nobody may answer; and one that was passed on can still be answered by either.';
const WHOEVER = '`escalated` says whether the manager was asked, whoever answered then.';
const TOO_OFTEN =
  'One letter was agreed on. Whoever gets the same question every day stops reading it, and then the one that matters is not read, either.';

async function whileAsking(lab: Lab) {
  const refund = drawRefund(lab);
  const decision = drawDecision(lab, false);
  let isDown = true;
  const gate = lab.world.holds('mail.send', 'before', ({ args }) => isDown && args.to === refund.manager);
  lab.did = `Asked for a refund; nobody answered. While the question to the manager was on its way, ${decision.by} refused it. The mail service could not be reached in that moment.`;
  const run = await askFor(lab, refund);
  const isAsking = async () => gate.arrived.length > 0 || (await isOver(run));
  await lab.eventually(isAsking, 'the manager to be asked', { flowing: true });
  if (!(await isOver(run))) {
    await run.signal('decide', decision);
    await untilHeard(lab, run);
  }
  // That attempt fails; the next one finds the mail service up again.
  isDown = false;
  gate.open('outage');
  const isOut = async () => lettersTo(lab, refund.manager).length > 0 || (await isOver(run));
  await lab.eventually(isOut, 'the manager to be asked again', { flowing: true });
  await quiet(lab, run);
  const outcome = await run.outcome();
  const result = readResult(outcome);
  const wasAsked = lettersTo(lab, refund.manager).length > 0;
  if (result.by === decision.by && result.escalated === wasAsked) return undefined;
  if (outcome.status === 'unfinished') await run.abandon();
  const ended = `\`approveRefund\` ${sayEnd(outcome)}`;
  if (result.by === decision.by)
    return finding({
      did: lab.did,
      saw: `${wasAsked ? 'The letter went out at the next attempt' : 'The letter to the manager never went out'}, and ${ended}.`,
      why: wasAsked ? WHOEVER : NEVER_ASKED,
      read: '#in-the-exercise',
      evidence: run,
    });
  return finding({
    did: lab.did,
    ...(outcome.status === 'failed'
      ? { saw: `${ended}.`, why: STUCK, read: '#which-wait-belongs-where' }
      : { saw: `${ended}, as if nobody had answered.`, why: AT_ANY_MOMENT, read: '#a-signal-can-be-early' }),
    evidence: run,
  });
}

const AT_ANY_MOMENT =
  'Somebody may answer at any moment, without knowing that the manager is being asked at the same time. Whoever has answered will not do it again.';
const NEVER_ASKED =
  'The record says that the manager was asked, and the manager never was. Auditors believe the record, and then somebody has to answer for a question that never came. A letter that is on its way when a decision comes is not taken back: once it is out, the decision counts.';
const STUCK =
  'A mail service is down now and then. That is no reason to lose a refund, and a decision with it: a letter that gets stuck is sent again.';

export const nobodyAnswers: Check = check(
  'nobody-answers',
  'after seven days without a decision a refund is refused',
  async ({ lab }) => {
    const refund = drawRefund(lab);
    lab.did = 'Asked for a refund, and nobody ever answered.';
    noTransfers(lab);
    const run = await askFor(lab, refund);
    await passHours(lab, 164);
    const early = await run.outcome();
    if (early.status === 'unfinished' && orderedFrom(lab) === 0) await passHours(lab, 8);
    const outcome = await run.outcome();
    const orders = orderedFrom(lab);
    const wasAsked = lettersTo(lab, refund.manager).length > 0;
    const result = readResult(outcome);
    const right = result.outcome === 'refused' && result.by === 'timeout' && result.escalated === wasAsked;
    if (early.status === 'unfinished' && orders === 0 && right) return holds;
    return finding({
      did: lab.did,
      saw:
        orders > 0
          ? 'When time was up, the bank was told to pay.'
          : early.status !== 'unfinished'
            ? `Before seven days were over, \`approveRefund\` ${sayEnd(early)}.`
            : `The manager had ${wasAsked ? '' : 'not '}been asked, and after 172 hours (seven days and four hours) \`approveRefund\` ${sayEnd(outcome)}.`,
      why:
        orders > 0
          ? CONSENT
          : early.status !== 'unfinished' || openTimers(await run.history()).length > 0
            ? SEVEN
            : ENDLESS,
      read: '#silence-is-an-answer-too',
      evidence: run,
    });
  },
  { needs },
);

/** How long a letter that hangs may stay unnoticed. */
const LETTER_MS = inMs('1 hour');

const CONSENT =
  'Silence is no consent: whoever is on holiday has approved nothing, and money that has gone back is hard to get.';
const SEVEN =
  'A customer was told seven days. Two waits follow each other, and each counts from its own beginning: the second is as long as what is left, so three days and then four.';
const ENDLESS =
  'A wait without an end is not patient, it is forgotten: the customer hears nothing, and no report lists what never ends.';

export const askedAgain: Check = check(
  'asked-again',
  'a question that gets stuck is sent again within the hour',
  async ({ lab }) => {
    const refund = drawRefund(lab);
    lab.did =
      'Asked for a refund and, after three days, the manager. Looked for how long an attempt to send these letters may hang.';
    const run = await askFor(lab, refund);
    if (!(await isOver(run))) await passHours(lab, 76);
    const histories = await Promise.all(lab.runs.map((each) => each.history()));
    const letters = eventsOf(histories.flat(), 'ActivityScheduled').filter(({ activity }) => /^ask/.test(activity));
    const slow = letters.find(({ options }) => limitOf(options) > LETTER_MS);
    if (!slow) return holds;
    return finding({
      did: lab.did,
      saw: `An attempt at \`${slow.activity}\` may take ${sayDuration(limitOf(slow.options))}.`,
      why: 'Sending a letter takes seconds; the answer is waited for elsewhere. If a worker dies while it sends, nobody tries again before this limit is over, and nobody has been asked.',
      read: '#which-wait-belongs-where',
      evidence: run,
      decisive: slow.id,
    });
  },
  { needs },
);

function limitOf(options: { startToCloseMs: number; scheduleToCloseMs: number; heartbeatMs: number }): number {
  const { startToCloseMs, scheduleToCloseMs, heartbeatMs } = options;
  return Math.min(...[startToCloseMs, scheduleToCloseMs, heartbeatMs].filter((ms) => ms > 0));
}
