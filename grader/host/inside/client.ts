import { Client, Connection, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';

/**
 * A client for a submission whose contract has one. On a real server `signalWithStart` is one step: of several in the same
 * moment one starts the run, and the others signal it. The test server looks first and starts then, so a call that was
 * beaten is told "already started"; asked again, it finds the run. A run that may not be started again refuses that, too.
 */
export async function connectClient(address: string): Promise<Client> {
  const connection = await Connection.connect({ address });
  const atOnce: NonNullable<NonNullable<ConstructorParameters<typeof Client>[0]>['interceptors']> = {
    workflow: [
      {
        async signalWithStart(input, next) {
          try {
            return await next(input);
          } catch (error) {
            if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
            return await next(input);
          }
        },
      },
    ],
  };
  return new Client({ connection, interceptors: atOnce });
}
