import type { Topic } from '../catalog/topic.ts';
import { runWatch } from '../watch/session.ts';
import type { ServedCourse } from '../watch/surroundings.ts';
import type { Command } from './command.ts';
import { type Surroundings, screenOf } from './surroundings.ts';

/** Whether there is somebody at a terminal to work with; CI has none, whatever it looks like. */
export function canWatch({ stdin, stdout, env }: Surroundings): boolean {
  return stdin.isTTY === true && stdout.isTTY === true && !env.CI;
}

/** Opens the terminal to work in. @throws UsageError, FaultError, the abort's reason. */
export function watchCourse(
  { plain, seed }: Extract<Command, { kind: 'start' }>,
  surroundings: Surroundings,
): Promise<number> {
  const { stdout } = surroundings;
  const screen = () => screenOf(stdout, surroundings, plain);
  return runWatch({
    ...surroundings,
    screen,
    serveCourse: (topic) => serveBeside(topic, surroundings),
    plain: !screen().unicode && !screen().colour,
    ...(seed !== undefined && { seed }),
  });
}

/** The course in the browser, for those who press `w`; loaded only then. */
async function serveBeside(topic: Topic, surroundings: Surroundings): Promise<ServedCourse> {
  const { openBrowser, serveCourse } = await import('./web/run-web.ts');
  const { address, close } = await serveCourse({}, surroundings);
  const show = ({ folder }: Topic) => {
    const place = address.replace('/?', `/${folder}?`);
    openBrowser(place, surroundings);
    return place;
  };
  return { address: show(topic), show, close };
}
