import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rootDir } from '../host/places.ts';

/** A small course in a temporary folder, for tests of selfcheck. */
export interface MadeUpCourse {
  /** Stands for the folder of the clone. */
  root: string;
  /** Writes files, by paths relative to the root. */
  write(files: Record<string, string>): Promise<void>;
  remove(): Promise<void>;
}

const lesson = `---
title: Tell the caller
summary: An answer is better than silence.
minutes: 15
docs: []
edits: [workflows.ts]
needs: []
paths: [day, two-days]
---
A caller waits.
`;

/** The folder of the one topic of a made-up course. */
export const madeUpTopic = '03-tell-the-caller';

/** A course of one topic, with the compiler's rules and the packages of the clone. */
export async function openMadeUpCourse(): Promise<MadeUpCourse> {
  const root = await mkdtemp(join(tmpdir(), 'kata-course-'));
  const write = async (files: Record<string, string>) => {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), text);
    }
  };
  await symlink(join(rootDir, 'node_modules'), join(root, 'node_modules'));
  await write({
    'tsconfig.json': JSON.stringify({
      extends: join(rootDir, 'tsconfig.json'),
      compilerOptions: { typeRoots: [join(rootDir, 'node_modules/@types')] },
    }),
    'package.json': '{ "type": "module" }',
    'package-lock.json': '{}',
    [`lessons/${madeUpTopic}.md`]: lesson,
    [`grader/topics/${madeUpTopic}/shipped/workflows.ts`]: 'export const answer = () => 1;\n',
    [`grader/topics/${madeUpTopic}/shipped/shared.ts`]: 'export type Answer = number;\n',
    [`solutions/${madeUpTopic}/workflows.ts`]: 'export const answer = () => 42;\n',
    [`solutions/${madeUpTopic}/shared.ts`]: 'export type Answer = number;\n',
  });
  return { root, write, remove: () => rm(root, { recursive: true }) };
}
