import { expect, test } from 'vitest';
import { FaultError } from '../../catalog/fault.ts';
import { asIfBare, requireSandbox } from './bubblewrap.ts';
import { mayPass } from './engine-door.ts';

const workflowService = '/temporal.api.workflowservice.v1.WorkflowService';
const testService = '/temporal.api.testservice.v1.TestService';

test.each([
  [`${workflowService}/PollWorkflowTaskQueue`, true, true],
  [`${workflowService}/RespondActivityTaskCompleted`, true, true],
  [`${workflowService}/StartWorkflowExecution`, false, true],
  [`${workflowService}/SignalWorkflowExecution`, false, true],
  [`${testService}/UnlockTimeSkipping`, false, false],
  ['/PollWorkflowTaskQueue', false, false],
  ['', false, false],
])('%s: for a worker %s, for a client %s', (path, worker, client) => {
  expect(mayPass(path, { client: false })).toBe(worker);
  expect(mayPass(path, { client: true })).toBe(client);
});

test('a signal that bubblewrap tells as a code is told as a signal', () => {
  expect(asIfBare({ code: 137, signal: null }, true)).toEqual({ code: null, signal: 'SIGKILL' });
  expect(asIfBare({ code: 137, signal: null }, false)).toEqual({ code: 137, signal: null });
  expect(asIfBare({ code: 70, signal: null }, true)).toEqual({ code: 70, signal: null });
  expect(asIfBare({ code: null, signal: 'SIGKILL' }, true)).toEqual({ code: null, signal: 'SIGKILL' });
});

test.each(['darwin', 'win32'] as const)('on %s it is refused, with what would help', async (platform) => {
  const refused = await requireSandbox(platform).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(FaultError);
  expect(refused).toMatchObject({ fault: { code: 'no-sandbox', repair: expect.stringContaining('Linux') } });
});
