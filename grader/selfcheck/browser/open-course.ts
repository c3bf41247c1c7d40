import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { readCatalog } from '../../catalog/read-catalog.ts';
import type { Surroundings } from '../../commands/surroundings.ts';
import { type CourseServer, serveCourse } from '../../commands/web/run-web.ts';

/** The course as a learner has it on the first day, in a folder of its own, and served. */
export interface TestCourse {
  root: string;
  surroundings: Surroundings;
  server: CourseServer;
  close(): Promise<void>;
}

/** Lays out a clone beside the real one: exercises as shipped, no progress, all else shared. */
export async function openCourse(clone: string, env: NodeJS.ProcessEnv): Promise<TestCourse> {
  await mkdir(join(clone, '.kata', 'tmp'), { recursive: true });
  const root = await mkdtemp(join(clone, '.kata', 'tmp', 'course-'));
  await mkdir(join(root, '.kata'));
  await mkdir(join(root, 'exercises'));
  for (const name of ['engine', 'cache']) {
    await mkdir(join(clone, '.kata', name), { recursive: true });
    await symlink(join(clone, '.kata', name), join(root, '.kata', name), 'junction');
  }
  for (const name of ['grader', 'lessons', 'node_modules', 'solutions'])
    await symlink(join(clone, name), join(root, name), 'junction');
  for (const name of ['package.json', 'package-lock.json', 'tsconfig.json'])
    await cp(join(clone, name), join(root, name));
  for (const { home, exercise } of (await readCatalog(root)).topics)
    await cp(join(root, home, 'shipped'), join(root, exercise), { recursive: true });
  const interruption = new AbortController();
  const surroundings: Surroundings = {
    ...{ root, cwd: root, env, platform: process.platform, arch: process.arch },
    ...{ node: process.versions.node, version: '0.0.0', now: () => new Date(), signal: interruption.signal },
    ...{ stdout: new PassThrough(), stderr: new PassThrough(), stdin: new PassThrough() },
  };
  const server = await serveCourse({ port: 0 }, surroundings);
  return {
    ...{ root, surroundings, server },
    async close() {
      interruption.abort(new Error('the test is over'));
      await server.close();
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
