import { join } from 'node:path';
import { readCatalog } from '../catalog/read-catalog.ts';
import { chooseCurrent } from '../progress/choose-current.ts';
import { readProgress } from '../progress/progress-file.ts';
import { readStates } from '../progress/read-state.ts';
import { readDesk } from './desk.ts';
import { Effects } from './effects.ts';
import { gathered, openLook } from './look.ts';
import { greetOthers } from './other-watches.ts';
import { openOutput } from './output.ts';
import { readKeys } from './read-keys.ts';
import { reduce } from './reduce.ts';
import { type Event, firstState, type State } from './state.ts';
import { startRun } from './steps.ts';
import type { WatchSurroundings } from './surroundings.ts';
import { watchFiles } from './watch-files.ts';

/**
 * The place where one works through the course: watches the current exercise and grades it at each save. One event after
 * the other goes through a pure reducer; what has to be done in the world answers with events.
 * @returns the exit code. Engine and host have ended, and the terminal is as it was.
 * @throws UsageError when the progress can't be read; FaultError without topics; the abort's reason.
 */
export async function runWatch(surroundings: WatchSurroundings): Promise<number> {
  const { root, stdin, stdout, signal } = surroundings;
  const catalog = await readCatalog(root);
  const progress = await readProgress(root);
  const desk = await readDesk(root, chooseCurrent(catalog, progress));
  const states = await readStates(catalog, progress);
  let state: State = firstState(desk, { topics: catalog.topics, progress, states });
  const ended = openEnding();
  const output = await openOutput(surroundings);
  const queue: Event[] = [];
  let looping = false;
  const emit = (event: Event) => {
    queue.push(event);
    if (looping) return;
    looping = true;
    for (let next = queue.shift(); next; next = queue.shift()) take(reduce(state, next));
    looping = false;
  };
  const take = (step: ReturnType<typeof reduce>) => {
    state = { ...step.state, scroll: output.show(step.state) };
    for (const effect of step.effects) effects.perform(effect);
  };
  const effects = new Effects({ surroundings, catalog, emit, quit: ended.quit, output, keys: () => keys });
  const keys = readKeys(
    stdin,
    (key) => emit({ kind: 'key', key }),
    () => emit({ kind: 'closed' }),
  );
  const resized = () => take({ state, effects: [] });
  stdout.on('resize', resized);
  const onAbort = () => ended.fail(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const look = openLook(surroundings, {
    topic: () => state.desk.topic,
    knows: (topic, sha256) => effects.gradings.knows(topic, sha256),
    emit,
  });
  const files = watchFiles({
    dir: join(root, 'exercises'),
    current: () => join(root, state.desk.topic.exercise),
    native: surroundings.env.KATA_WATCH !== 'poll',
    onChange: gathered(look),
    onWake: () => emit({ kind: 'woke' }),
  });
  let leaveWatch = async () => {};
  try {
    if (signal.aborted) throw signal.reason;
    take(startRun(state));
    leaveWatch = await greetOthers(root, (text) => emit({ kind: 'noted', note: { tone: 'warning', text } }));
    return await ended.code;
  } finally {
    signal.removeEventListener('abort', onAbort);
    stdout.off('resize', resized);
    output.close(state);
    keys.close();
    await Promise.allSettled([files.close(), effects.close(), leaveWatch()]);
  }
}

/** The exit code, when somebody has said it. */
function openEnding(): { code: Promise<number>; quit(code: number): void; fail(reason: unknown): void } {
  let quit: (code: number) => void = () => {};
  let fail: (reason: unknown) => void = () => {};
  const code = new Promise<number>((resolve, reject) => {
    quit = resolve;
    fail = reject;
  });
  code.catch(() => {});
  return { code, quit, fail };
}
