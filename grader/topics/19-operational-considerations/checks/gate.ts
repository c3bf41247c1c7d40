import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { check, finding, holds } from '../../../check/check.ts';
import type { CallArgument } from '../../../host/call.ts';
import type { Host } from '../../../host/host.ts';
import type { Lab } from '../../../lab/lab.ts';
import { Stopped } from '../../../lab/stopped.ts';
import { openFleet } from './fleet.ts';

/** Recorded runs that the given workflows.ts can rebuild, and some that it can't. */
const fitting = ['closed', 'posting', 'rendered'];
const misfits: Record<string, string> = {
  'rate-first': 'of an older version that asked for a rate first',
  renamed: 'of a workflow that is gone',
};
/** As many histories as a gate with a limit of its own would not look at. */
const MANY = 110;
const read = '#a-gate-in-front-of-production';

export const gateTells = check(
  'gate-tells',
  'the gate says yes when all histories fit, and names each that does not',
  async ({ lab }) => {
    const host = await openFleet(lab);
    const good = await fill(lab, host, fitting);
    lab.did = `Recorded histories of workflows.ts were replayed: ${good.files.length} runs that this version itself began.`;
    const yes = await replay(host, good.dir);
    if ('thrown' in yes) return threw(lab, yes.thrown);
    if (yes.ok !== true || yes.checked !== good.files.length || yes.failed.length > 0)
      return finding({
        did: lab.did,
        saw: `${sayGate(yes)}.`,
        why: 'A gate that stops a good version is switched off after the second time, and then it stops nothing.',
        read,
      });
    const mixed = await fill(lab, host, lab.draw.shuffle([...fitting, ...Object.keys(misfits)]));
    const wrong = mixed.files.filter(({ recorded }) => recorded in misfits).map(({ file }) => file);
    lab.did = `Recorded histories were replayed: ${fitting.length} that fit and ${Object.keys(misfits).length} that do not. One of these is of an older version that asked for a rate first, one of a workflow that is gone.`;
    const no = await replay(host, mixed.dir);
    if ('thrown' in no) return threw(lab, no.thrown);
    const named = no.failed.map(({ file }) => basename(String(file))).sort();
    const all = named.join() === wrong.sort().join() && no.failed.every(({ reason }) => isText(reason));
    if (no.ok === false && all && no.checked === mixed.files.length) return await refusesEach(lab, host);
    const saw = all
      ? `${sayGate(no)}.`
      : `${sayGate(no)}. Named with a reason: ${
          no.failed
            .filter(({ reason }) => isText(reason))
            .map(({ file }) => basename(String(file)))
            .sort()
            .join(', ') || 'none'
        }. Those that do not fit: ${wrong.join(', ')}.`;
    return finding({
      did: lab.did,
      saw,
      why:
        no.ok === true
          ? 'This version goes into production, and runs that are open there stand still at their next task. The gate had it in its hands.'
          : 'Whoever is stopped by the gate has to know by what. A history that is not named is the one that breaks after the repair.',
      read,
    });
  },
  { deadlineMs: 90_000 },
);

/** Each kind of misfit is a no of its own, wherever it stands: the gate reads the files by name. */
async function refusesEach(lab: Lab, host: Host) {
  for (const [misfit, what] of Object.entries(misfits)) {
    const others = misfit === 'renamed' ? Array.from({ length: MANY }, () => 'closed') : fitting;
    const { dir, files } = await fill(lab, host, [misfit, ...others], { inOrder: true });
    lab.did = `Recorded histories were replayed: ${others.length} that fit, and before them one ${what}.`;
    const answer = await replay(host, dir);
    if ('thrown' in answer) return threw(lab, answer.thrown);
    if (answer.ok === false) continue;
    return finding({
      did: lab.did,
      saw: `${sayGate(answer)}. What does not fit is ${files[0]?.file}.`,
      why: 'This version goes into production, and runs that are open there stand still at their next task. The gate had it in its hands.',
      read,
    });
  }
  return holds;
}

export const gateEmpty = check(
  'gate-empty',
  'a gate says no when it had nothing to replay, and when it could not read all of it',
  async ({ lab }) => {
    const host = await openFleet(lab);
    const { dir } = await fill(lab, host, []);
    lab.did = 'Pointed the gate at a folder with a README.txt and not one history.';
    const answer = await replay(host, dir);
    if ('thrown' in answer) return threw(lab, answer.thrown);
    if (answer.ok === false) return await refusesTorn(lab, host);
    return finding({
      did: lab.did,
      saw: `${sayGate(answer)}.`,
      why: 'One day the recorder breaks, or somebody moves the folder. From that day on the gate is green for every version, and nobody notices until one of them breaks what is running.',
      read,
    });
  },
  { deadlineMs: 60_000 },
);

/** What is left of a history that the recorder did not write to its end. */
const torn = [
  { left: (whole: Buffer) => Math.floor(whole.length / 2), what: 'which breaks off in the middle' },
  { left: () => 0, what: 'of which not a byte has arrived' },
];

/** Whoever can't read a history may throw: that is no yes. */
async function refusesTorn(lab: Lab, host: Host) {
  for (const { left, what } of torn) {
    const { dir, files } = await fill(lab, host, fitting);
    const file = join(dir, files[lab.draw.integer(0, files.length - 1)]?.file ?? '');
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, left(whole)));
    lab.did = `Pointed the gate at ${files.length} histories; the recorder had been stopped while it wrote one, ${what}.`;
    const answer = await replay(host, dir);
    if ('thrown' in answer || answer.ok === false) continue;
    return finding({
      did: lab.did,
      saw: `${sayGate(answer)}.`,
      why: 'What can’t be read has not been proven to fit. A gate that steps over it says yes to more and more, the less is left of what was recorded.',
      read,
    });
  }
  return holds;
}

interface Answer {
  ok: unknown;
  checked: unknown;
  failed: { file: unknown; reason: unknown }[];
}

/** A folder on the host with recorded histories under names of their own. */
async function fill(lab: Lab, host: Host, recorded: string[], { inOrder = false } = {}) {
  const dir = join(host.directory, lab.draw.id('histories'));
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'README.txt'), 'Histories of runs in production, recorded each night.\n');
  const files = recorded.map((name, index) => ({
    recorded: name,
    file: inOrder ? `${index + 1}-${lab.draw.id('run')}.bin` : `${lab.draw.id('run')}-${index + 1}.bin`,
  }));
  for (const { recorded: name, file } of files)
    await writeFile(join(dir, file), await readFile(new URL(`../histories/${name}.bin`, import.meta.url)));
  return { dir, files };
}

/** Asks the gate; a replay by the SDK's own threads takes a while on a slow machine. */
async function replay(host: Host, dir: string): Promise<Answer | { thrown: string }> {
  const args: CallArgument[] = [dir, { $: 'bundle', workflows: 'workflows.ts' }];
  const outcome = await host.call({ file: 'replay.ts', export: 'replayGate', args, deadlineMs: 40_000 });
  if (outcome.kind === 'thrown') return { thrown: outcome.error.name };
  if (outcome.kind === 'missing')
    throw new Stopped({ kind: 'missing-export', file: 'replay.ts', name: outcome.name, found: outcome.found });
  if (outcome.kind === 'host-exited')
    throw new Stopped({ kind: 'host-exited', exit: outcome.exit, output: host.output(), starting: false });
  if (outcome.kind === 'kept') throw new Error('nothing was to be kept');
  if (outcome.kind !== 'value') throw new Stopped({ kind: 'call-failed', what: 'replayGate', outcome });
  const { ok, checked, failed } = Object(outcome.json);
  return { ok, checked, failed: Array.isArray(failed) ? failed.map(Object) : [] };
}

function threw(lab: Lab, name: string) {
  return finding({
    did: lab.did,
    saw: `It threw ${name} instead of answering.`,
    why: 'An exception says that the gate is broken, and hides which histories fit and which do not. Whoever is on call reads it as trouble of the CI, and starts it again.',
    read,
  });
}

function isText(reason: unknown): boolean {
  return typeof reason === 'string' && reason.trim() !== '';
}

function sayGate({ ok, checked, failed }: Answer): string {
  const word =
    ok === true ? 'It said yes' : ok === false ? 'It said no' : `Its \`ok\` was ${JSON.stringify(ok) ?? 'missing'}`;
  return `${word}: ${typeof checked === 'number' ? checked : 'no number'} checked, ${failed.length} failed`;
}
