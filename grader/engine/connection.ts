import { Connection } from '@temporalio/client';
import { type InternalConnectionOptions, InternalConnectionOptionsSymbol } from '@temporalio/client/lib/connection.js';

/**
 * Connects to a running engine, its clock included (`connection.testService` is there).
 * Rejects when the server does not answer GetSystemInfo within `timeoutMs`.
 */
export function connectEngine(address: string, timeoutMs = 10_000): Promise<Connection> {
  // The SDK has no public way to a time-skipping server that somebody else started; this is what it does itself.
  const options: InternalConnectionOptions = {
    address,
    connectTimeout: timeoutMs,
    // The SDK's retries would outlive a server that is stopped on purpose, and throw from a timer when the channel is gone.
    interceptors: [],
    [InternalConnectionOptionsSymbol]: { supportsTestService: true },
  };
  return Connection.connect(options);
}
