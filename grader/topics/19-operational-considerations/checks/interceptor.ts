import { isDeepStrictEqual } from 'node:util';
import { check, finding, holds } from '../../../check/check.ts';
import type { RecordedFailure } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { causeChain } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { isSoon } from '../../../lab/soon.ts';
import { Refusal } from '../../../world/errors.ts';
import { drawDay, drawFilms, drawQuestion, openFleet, openHasty } from './fleet.ts';
import { heardOf, readReport, sayReport } from './reports.ts';

const read = '#who-watches-the-attempts';

export const sameEnd = check(
  'same-end',
  'with the interceptor, an attempt ends for Temporal as it would without',
  async ({ lab }) => {
    await openFleet(lab);
    const code = `Closed${lab.draw.integer(100, 999)}`;
    lab.did = `Closed a day whose one posting the ledger refuses for good (${code}).`;
    lab.world.refuses('books.post', code);
    // Nothing here has a reason to be tried more often.
    lab.expectUpTo({ attempts: 8 });
    const refused = await lab.start('closeDay', drawDay(lab, 1));
    const end = await refused.settle({ accept: ['storm'] });
    const said =
      end.status === 'failed' ? causeChain(end.failure).find(({ kind }) => kind === 'application') : undefined;
    if (said?.type !== code || said.message !== new Refusal(code).message)
      return finding({
        did: lab.did,
        saw: `\`closeDay\` ${sayEnd(end)}${said ? ` with “${said.message}” (${said.type})` : ''}. ${end.status === 'completed' ? 'Nothing was posted.' : `The activity had thrown “${new Refusal(code).message}” (${code}).`}`,
        why:
          end.status === 'completed'
            ? 'An interceptor stands between the activity and Temporal. The error it keeps to itself never happened: no retry, no failed workflow, and a day that counts as closed without a line in the ledger.'
            : 'What Temporal does with an error, whether it tries again and what the workflow catches, depends on that very error. Another one in its place has other consequences.',
        read,
        evidence: refused,
      });
    const question = drawQuestion(lab);
    const rate = lab.draw.integer(101, 199) / 100;
    lab.did = 'Asked for a rate; the service of rates was down the first time.';
    let asked = 0;
    lab.world.on('rates.quote', () => {
      asked += 1;
      return asked === 1 ? { kind: 'outage' } : { kind: 'answer', value: { rate, asOf: question.date } };
    });
    const run = await lab.start('askRate', question);
    const heard = await readFirstFailure(lab, run);
    const answer = await run.settle({ accept: ['storm', 'task-failed'] });
    if (answer.status === 'completed' && isDeepStrictEqual(answer.result, { rate })) {
      if (!heard || (heard.type === 'Outage' && heard.message === DOWN)) return holds;
      return finding({
        did: lab.did,
        saw: `The activity had thrown “${DOWN}” (Outage). What Temporal recorded for that attempt is “${heard.message}” (${heard.type ?? heard.kind}).`,
        why: 'What Temporal does with an error, whether it tries again and what the workflow catches, depends on that very error. Another one in its place has other consequences.',
        read,
        evidence: run,
      });
    }
    return finding({
      did: lab.did,
      saw: `The second time it said ${rate}. \`askRate\` ${sayEnd(answer)}.`,
      why: 'What the activity returned, or that it may be tried again, did not get through. Everything behind the interceptor works, and the workflow gets something else.',
      read,
      evidence: run,
    });
  },
  { needs: ['served'] },
);

const DOWN = 'the service is down';

/** What the server has as the failure of the first attempt, while it waits for the second. */
async function readFirstFailure(lab: Lab, run: Run): Promise<RecordedFailure | undefined> {
  let failure: RecordedFailure | undefined;
  const look = async () => {
    failure = (await run.pending())[0]?.lastFailure;
    return failure !== undefined;
  };
  await isSoon(lab.eventually(look, 'the first attempt to fail'));
  return failure;
}

/** Real time that a slow attempt takes at least, and what a clock of whole milliseconds may make of it. */
const SLOW_MS = 60;
const AT_LEAST_MS = 50;

export const attemptsReported = check(
  'attempts-reported',
  'every attempt is reported once: its number, how it ended, how long it took',
  async ({ lab }) => {
    const host = await openFleet(lab);
    await heardOf(lab, host);
    const before = host.reports().length;
    const begun = performance.now();
    lab.did =
      'Closed a day with one posting, and asked for a rate. The ledger was slow and then down at the first attempt, down at the second, and slow at the third, which went through. The rate came slowly.';
    const gate = lab.world.holds('books.post', 'before', () => gate.arrived.length === 0);
    lab.world.on('books.post', (_row, index) => (index === 1 ? { kind: 'outage' } : { kind: 'slow', ms: SLOW_MS }));
    const run = await lab.start('closeDay', drawDay(lab, 1));
    await lab.until(gate.reached(), 'the first attempt');
    await lab.linger(SLOW_MS);
    gate.open('outage');
    await run.settle();
    lab.world.on('rates.quote', () => ({ kind: 'slow', ms: SLOW_MS }));
    const question = await lab.start('askRate', drawQuestion(lab));
    await question.settle();
    await heardOf(lab, host);
    const most = performance.now() - begun;
    const reports = host.reports().slice(before).map(readReport);
    const wanted = [
      ...[1, 2, 3].map((attempt) => ({ activityType: 'postLedger', attempt, ok: attempt === 3 })),
      { activityType: 'quote', attempt: 1, ok: true },
    ];
    const known = reports.map(({ ms: _, ...rest }) => rest);
    if (!isDeepStrictEqual(known, wanted))
      return finding({
        did: lab.did,
        saw: `Reported: ${reports.map(sayReport).join('; ') || 'nothing'}.`,
        why: 'Retries hide trouble until they don’t help any more. An attempt that nobody counts is missing when somebody asks how often the ledger failed today; one that is counted twice, or as another, makes a wrong alarm.',
        read,
        evidence: run,
      });
    const [odd] = reports.flatMap((report) => sayOddDuration(report, most) ?? []);
    if (!odd) return await reportsTold(lab);
    return finding({
      did: lab.did,
      saw: odd,
      why: 'A service grows slow before it fails. Durations that are not what the attempt took hide the first sign.',
      read,
      evidence: run,
    });
  },
  { needs: ['same-end'] },
);

/** An attempt that is told to stop by a deploy ends, and has failed, as any other. */
async function reportsTold(lab: Lab) {
  const host = await openHasty(lab);
  lab.did = 'Rendered a film. While it was rendered, the worker was shut down, and told the activity to stop.';
  const gate = lab.world.holds('media.transcodeChunk', 'before');
  const run = await lab.start('renderWeek', drawFilms(lab, 1));
  await lab.until(gate.reached(), 'the render to be under way');
  await host.stop();
  const reports = host.reports().map(readReport);
  gate.open();
  await openFleet(lab);
  await run.settle();
  const known = reports.map(({ ms: _, ...rest }) => rest);
  if (isDeepStrictEqual(known, [{ activityType: 'renderVideo', attempt: 1, ok: false }])) return holds;
  return finding({
    did: lab.did,
    saw: `Reported: ${reports.map(sayReport).join('; ') || 'nothing'}. The attempt had ended with an error, and the next worker had to begin the film from the start.`,
    why: 'To be told to stop is an end like any other: the attempt failed, and its work is done again. If a deploy cuts off a hundred of them and nobody counts it, the dashboard is green and the machines are busy with what they had done already.',
    read,
    evidence: run,
  });
}

/** What is wrong with a reported duration; all attempts but the second were slow. */
function sayOddDuration(
  { activityType, attempt, ms }: ReturnType<typeof readReport>,
  most: number,
): string | undefined {
  const name = `Attempt ${attempt} of \`${activityType}\``;
  const isSlow = attempt !== 2;
  if (typeof ms !== 'number') return `${name} was reported without a number as its duration.`;
  if (ms < 0) return `${name} was reported with a negative duration.`;
  if (ms > most) return `${name} was reported with more milliseconds than passed in all.`;
  if (isSlow && ms < AT_LEAST_MS)
    return `${name} took ${SLOW_MS} milliseconds at least, and was reported with less than ${AT_LEAST_MS}.`;
  return undefined;
}

function sayEnd(outcome: Outcome): string {
  switch (outcome.status) {
    case 'completed':
      return `completed with ${outcome.result == null ? 'nothing' : `\`${JSON.stringify(outcome.result)}\``}`;
    case 'storm':
      return 'did not end: the same activity was tried again and again';
    case 'task-failed':
      return 'could not go on with what it got';
    default:
      return `ended as ${outcome.status}`;
  }
}
