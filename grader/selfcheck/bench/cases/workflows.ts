// Five ordinary cases: the same code is run by the plain set-up and by this grader.
import {
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import type * as activities from './activities';

const { greet, stumble } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function sleepy(name: string): Promise<string> {
  await sleep('30 days');
  return await greet(name);
}

export async function timely(): Promise<boolean> {
  return await condition(() => false, '7 days');
}

export async function chatty(): Promise<number> {
  let [sum, isOver] = [0, false];
  setHandler(defineSignal<[number]>('add'), (more) => {
    sum += more;
  });
  setHandler(defineQuery<number>('sum'), () => sum);
  setHandler(defineUpdate<number, [number]>('finish'), (more) => {
    isOver = true;
    sum += more;
    return sum;
  });
  await condition(() => isOver);
  return sum;
}

export async function stumbling(): Promise<number> {
  return await stumble();
}
