import { isDeepStrictEqual } from 'node:util';
import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Attempt, Sample } from '../shipped/shared.ts';
import { openFleet } from './fleet.ts';
import { say } from './reports.ts';

const read = '#who-watches-the-attempts';

export const summary = check(
  'summary',
  'a retry is counted as an attempt, and not as an execution',
  async ({ lab }) => {
    await openFleet(lab);
    const samples = ['postLedger', 'quote', 'renderVideo'].map((activityType) => drawAttempts(lab, activityType));
    const attempts = lab.draw.shuffle(samples.flatMap(({ attempts }) => attempts));
    const failures = attempts.filter(({ ok }) => !ok).length;
    lab.did = `Gave \`summarise\` ${attempts.length} attempts of ${samples.reduce((sum, { sample }) => sum + sample.executions, 0)} executions of 3 kinds of work; ${failures} attempts had failed.`;
    const args = [attempts.map((attempt) => ({ ...attempt }))];
    const answer = await lab.call({ file: 'interceptors.ts', export: 'summarise', args });
    const rows: unknown[] = Array.isArray(answer) ? answer : [];
    for (const { sample } of samples) {
      const own = rows.filter((row) => Object(row).activityType === sample.activityType);
      if (own.length === 1 && isDeepStrictEqual(own[0], sample)) continue;
      return finding({
        did: lab.did,
        saw: `Of \`${sample.activityType}\` it made ${own.map((row) => say(row)).join(' and ') || 'nothing'}, where there were ${say(sample)}.`,
        why: 'Executions, attempts and failures answer three questions: how much work there was, how hard it was, how often something broke. Taken for one another, a bad hour of the ledger looks like a busy one.',
        read,
      });
    }
    return holds;
  },
);

/** Some executions of one kind, each with retries before it succeeded or was given up. */
function drawAttempts({ draw }: Lab, activityType: string): { attempts: Attempt[]; sample: Sample } {
  const executions = draw.integer(2, 4);
  const attempts = Array.from({ length: executions }, (_, execution) => {
    const tries = execution === 0 ? draw.integer(3, 4) : draw.integer(1, 3);
    const givenUp = execution === 1;
    return Array.from({ length: tries }, (_, index) => ({
      activityType,
      attempt: index + 1,
      ok: index + 1 === tries && !givenUp,
      ms: draw.integer(5, 900),
    }));
  }).flat();
  const failures = attempts.filter(({ ok }) => !ok).length;
  const totalMs = attempts.reduce((sum, { ms }) => sum + ms, 0);
  return { attempts, sample: { activityType, executions, attempts: attempts.length, failures, totalMs } };
}
