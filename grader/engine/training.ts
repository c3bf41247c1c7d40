import { msToTs } from '@temporalio/common/lib/time.js';
import proto, { type temporal } from '@temporalio/proto';
import { connectEngine } from './connection.ts';

const namespace = 'default';
const taskQueue = { name: 'training' };
const withinMs = 10_000;

/**
 * Lets a server do what it will do later, so that the classes it needs for that are in its archive: one workflow with a
 * timer and an activity, a signal, its history. Plays the worker itself.
 */
export async function trainEngine(address: string): Promise<void> {
  const connection = await connectEngine(address);
  const service = connection.workflowService;
  const clock = connection.testService;

  const decide = async (...commands: temporal.api.command.v1.ICommand[]) => {
    const task = await service.pollWorkflowTaskQueue({ namespace, taskQueue });
    await service.respondWorkflowTaskCompleted({ namespace, taskToken: task.taskToken, commands });
  };
  const { CommandType } = proto.temporal.api.enums.v1;
  const minute = msToTs('1 minute');

  try {
    await connection.withDeadline(Date.now() + withinMs, async () => {
      const workflowExecution = { workflowId: 'training' };
      await service.startWorkflowExecution({
        namespace,
        taskQueue,
        workflowId: 'training',
        requestId: 'training',
        workflowType: { name: 'train' },
      });
      await decide({
        commandType: CommandType.COMMAND_TYPE_SCHEDULE_ACTIVITY_TASK,
        scheduleActivityTaskCommandAttributes: {
          activityId: '1',
          activityType: { name: 'work' },
          taskQueue,
          startToCloseTimeout: minute,
        },
      });
      const work = await service.pollActivityTaskQueue({ namespace, taskQueue });
      await service.recordActivityTaskHeartbeat({ namespace, taskToken: work.taskToken });
      await service.respondActivityTaskCompleted({ namespace, taskToken: work.taskToken });
      await decide({
        commandType: CommandType.COMMAND_TYPE_START_TIMER,
        startTimerCommandAttributes: { timerId: '1', startToFireTimeout: minute },
      });
      // The task that the timer brings holds the clock until it is answered: answer while the clock runs.
      await Promise.all([decide(), clock?.unlockTimeSkippingWithSleep({ duration: msToTs('1 hour') })]);
      await service.signalWorkflowExecution({ namespace, workflowExecution, signalName: 'signal' });
      await decide({
        commandType: CommandType.COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION,
        completeWorkflowExecutionCommandAttributes: {},
      });
      await service.describeWorkflowExecution({ namespace, execution: workflowExecution });
      await service.getWorkflowExecutionHistory({ namespace, execution: workflowExecution });
    });
  } finally {
    await connection.close();
  }
}
