import { check, type Found, finding, holds } from '../../../check/check.ts';
import { sayDuration } from '../../../lab/duration.ts';
import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run, SettleOptions } from '../../../lab/run.ts';
import { openActivities } from '../../../lab/still-open.ts';
import {
  drawEmail,
  drawReturn,
  handleReturn,
  isDown,
  isOpen,
  lastEvent,
  openReturn,
  resultOf,
  sayEnd,
} from './return.ts';

const attemptMs = 30_000;
/** So long a service may be away without anybody giving up. */
const minutesMs = 300_000;
const heavyBytes = 256 * 1024;
const slowWhy =
  'On a quiet day a service answers in time, and all tests are green. On a busy one each attempt is thrown away and made again while the first is still at work, so the load grows when it can be borne least.';

export const letterSent = check(
  'letter-sent',
  'the customer’s letter is sent before the return is over',
  async ({ lab }) => {
    const closed = drawReturn(lab, 'return-2');
    lab.world.refuses('payments.refund', 'AccountClosed', ({ args }) => args.cents === closed.cents);
    isDown(lab, 'mail.send', 9);
    lab.did = 'The parcel was back, and all went well; only the mail service was down.';
    const [email, other] = [`first-${drawEmail(lab)}`, `second-${drawEmail(lab)}`];
    // Whoever is still trying is judged by the letter.
    const accept: SettleOptions = { accept: ['storm', 'unfinished'] };
    const { run, outcome } = await handleReturn(lab, { ...drawReturn(lab, 'return-1'), email }, accept);
    const [letters, tries] = [lettersTo(lab, email), lab.ledger.calls('mail.send').length];
    if (letters !== 1)
      return finding({
        did: lab.did,
        saw: `\`handleReturn\` ${sayEnd(outcome)}. To ${email}, ${sayLetters(letters)} went out${tries > 1 ? `; mail was tried ${tries} times` : ''}.`,
        why:
          outcome.status === 'completed' && tries < 2
            ? 'When a workflow ends, what it has begun and not waited for is dropped: no further attempt is made, and no failure is seen anywhere. With a mail service that works at the first try it goes well most of the time, which is why nobody noticed.'
            : 'A mail service that does not work for some minutes is no reason to give a letter up: the workflow has all the time there is, and goes on trying for as long as it may.',
        read: '#completed-and-a-step-is-missing',
        evidence: run,
        decisive: await lastEvent(run),
      });
    lab.did =
      'The parcel was back; the bank refused the refund (AccountClosed). The mail service sent the letter, and its answer got lost.';
    let isLost = false;
    lab.world.on('mail.send', ({ args }) => {
      if (isLost || args.to !== other) return undefined;
      isLost = true;
      return { kind: 'lose-answer' };
    });
    const second = await handleReturn(lab, { ...closed, email: other }, accept);
    // Whether it closes as refused is another claim.
    const sent = lettersTo(lab, other);
    if (resultOf(second.outcome).status !== 'refused' || sent === 1) return holds;
    if (sent > 1)
      return finding({
        did: lab.did,
        saw: `To ${other}, ${sayLetters(sent)} went out.`,
        why: 'A lost answer looks like a failure, so there is another attempt. The mail service takes that for the same letter if it comes under the same key; what is made up in an attempt is another one in the next.',
        read: '#it-happened-twice',
        evidence: second.run,
      });
    const begun = eventsOf(await second.run.history(), 'ActivityScheduled').some(({ activity }) => activity === 'mail');
    return finding({
      did: lab.did,
      saw: `\`handleReturn\` ${sayEnd(second.outcome)}. To ${other}, ${sayLetters(lettersTo(lab, other))} went out.`,
      why: begun
        ? 'Whoever gets no money back needs the letter most. It was begun, and the workflow ended without waiting for it: then it is dropped.'
        : 'Whoever gets no money back needs the letter most. A way out in the middle of a workflow leaves out all that stands below it.',
      read: '#completed-and-a-step-is-missing',
      evidence: second.run,
      decisive: await lastEvent(second.run),
    });
  },
);

function lettersTo(lab: Lab, email: string): number {
  return lab.ledger.effects('mail.send').filter(({ args }) => args.to === email).length;
}

function sayLetters(count: number): string {
  return count === 0 ? 'no letter' : `${count} letters`;
}

export const timeLimits = check(
  'time-limits',
  'any step may take minutes, and an attempt at it 30 seconds',
  async ({ lab }) => {
    lab.did = 'Took a return through all of its steps, and looked at how long each attempt may take.';
    const request = {
      ...drawReturn(lab),
      email: drawEmail(lab),
      photosUrl: `https://pictures.example/${lab.draw.word()}`,
    };
    const accept: SettleOptions = { accept: ['storm', 'unfinished', 'task-failed'] };
    // The limit of a local activity is not in the history; one of milliseconds is seen by what it does.
    lab.world.on('mail.send', () => ({ kind: 'slow', ms: 250 }));
    const { run } = await handleReturn(lab, request, accept);
    const short = await findShort(lab, run);
    if (short) return short;
    const mails = lab.ledger.calls('mail.send').length;
    if (mails > 1)
      return finding({
        did: 'Took a return through all of its steps; the mail service took a quarter of a second to answer.',
        saw: `The attempt at \`mail\` was given up before that, and made again; ${mails} were made in all.`,
        why: slowWhy,
        read: '#start-to-close-again-and-again',
        evidence: run,
      });
    // What the first return has left under way would hold time; other checks speak of it.
    if ((await isOpen(run)) || openActivities(await run.history()).length > 0) return holds;
    lab.did = 'Called a return off, and looked at how long each attempt of it may take.';
    const off = await openReturn(lab, drawReturn(lab));
    if (await isOpen(off)) await off.cancel();
    await off.settle(accept);
    return (await findShort(lab, off)) ?? holds;
  },
);

/** The first step of a run whose attempts may not take long enough. */
async function findShort(lab: Lab, run: Run): Promise<Found | undefined> {
  for (const { id, activity, options } of eventsOf(await run.history(), 'ActivityScheduled')) {
    const ms = Math.min(...[options.startToCloseMs, options.scheduleToCloseMs].filter((limit) => limit > 0));
    const allMs = options.scheduleToCloseMs;
    if (ms >= attemptMs && allMs > 0 && allMs < minutesMs)
      return finding({
        did: lab.did,
        saw: `All attempts at \`${activity}\` together have ${sayDuration(allMs)}.`,
        why: 'A service that can’t be reached for some minutes is an ordinary day. With so little time for all attempts together a step is given up that would have worked a little later, and what the return promises is not kept.',
        read: '#start-to-close-again-and-again',
        evidence: run,
        decisive: id,
      });
    if (ms >= attemptMs) continue;
    return finding({
      did: lab.did,
      saw: `An attempt at \`${activity}\` is given up after ${sayDuration(ms)}.`,
      why: slowWhy,
      read: '#start-to-close-again-and-again',
      evidence: run,
      decisive: id,
    });
  }
  return undefined;
}

export const lightHistory = check(
  'light-history',
  'a report of megabytes stays out of the history',
  async ({ lab }) => {
    const report = lab.draw.id('report');
    const megabytes = lab.draw.integer(21, 29) / 10;
    const pictures = `${lab.draw.word()} `.repeat(megabytes * 1_000_000).slice(0, megabytes * 1_000_000);
    lab.world.knows('returns.inspect', () => ({ reportId: report, pictures }));
    lab.did = `Sent pictures with a return; the inspector’s report, ${report}, has ${megabytes} MB.`;
    const request = { ...drawReturn(lab), photosUrl: `https://pictures.example/${lab.draw.word()}` };
    const { run, outcome } = await handleReturn(lab, request);
    const events = (await Promise.all(lab.runs.map((each) => each.history()))).flat();
    const heavy = events.find((event) => JSON.stringify(event).length > heavyBytes);
    const named = resultOf(outcome).report === report;
    if (!heavy && named) return holds;
    return finding({
      did: lab.did,
      saw: heavy
        ? `The history has an event of ${Math.round(JSON.stringify(heavy).length / 100_000) / 10} MB: ${nameEvent(heavy, events)}.`
        : `\`handleReturn\` ${sayEnd(outcome)}: that does not name the report.`,
      why: heavy
        ? 'What an activity answers is kept in the history and sent to a worker at every replay. This test server takes it. A real one warns above 256 KB and refuses what is larger than 2 MB: then the step is done, its answer can’t be delivered, and it is done again, for ever.'
        : 'Whoever reads the result later has to find the report. A name is all it takes.',
      read: '#a-heavy-history',
      evidence: run,
      ...(heavy && { decisive: heavy.id }),
    });
  },
);

/** What an event is, in the words of a history. */
function nameEvent(event: HistoryEvent, events: readonly HistoryEvent[]): string {
  if (event.type === 'ActivityCompleted') {
    const asked = events.find(({ type, id }) => type === 'ActivityScheduled' && id === event.scheduled);
    return `ActivityTaskCompleted of \`${asked?.type === 'ActivityScheduled' ? asked.activity : 'an activity'}\``;
  }
  if (event.type === 'ActivityScheduled') return `ActivityTaskScheduled of \`${event.activity}\``;
  return event.type === 'Marker' ? 'the marker of a local activity' : event.type.replace(/^Run/, 'WorkflowExecution');
}
