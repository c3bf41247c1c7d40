import { openKeeper } from '../engine/keeper.ts';
import { renderDoctorRow } from '../view/terminal/render-doctor.ts';
import type { ExitCode } from './exit-code.ts';
import { print, type Surroundings, screenOf } from './surroundings.ts';

/** Looks at everything the grader needs, a round trip of the engine included. */
export async function runDoctor(
  { json, plain }: { json: boolean; plain: boolean },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { stdout, stderr } = surroundings;
  if (stderr.isTTY) print(stderr, 'Looking at what the grader needs; this takes some seconds…');
  const { diagnose } = await import('../engine/diagnose.ts');
  const keeper = openKeeper();
  try {
    const options = { ...surroundings, keeper, retry: true, report: (line: string) => print(stderr, line) };
    const rows = await untilAborted(
      diagnose(options, (row) => {
        if (!json) print(stdout, renderDoctorRow(row, screenOf(stdout, surroundings, plain)));
      }),
      surroundings.signal,
    );
    const fit = rows.every(({ state }) => state === 'ok' || state === 'unneeded');
    if (json) print(stdout, JSON.stringify({ schemaVersion: 1, fit, rows }));
    return fit ? 0 : 3;
  } finally {
    await keeper.close();
  }
}

async function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  work.catch(() => {});
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return await Promise.race([work, aborted]);
}
