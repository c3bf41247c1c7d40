// A process of its own, because the SDK's download cannot be stopped otherwise: it fetches the official test server into
// the folder it is given. Starting the server once comes with it and is no proof; that is made later.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [, , downloadDir] = process.argv;
try {
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'cached-download', downloadDir, ttl: '10 years' } },
  });
  await environment.teardown();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
