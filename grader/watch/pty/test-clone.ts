import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCatalog } from '../../catalog/read-catalog.ts';
import { rootDir } from '../../host/places.ts';
import { TestTerminal } from './terminal.ts';

const parts = ['package.json', 'package-lock.json', 'tsconfig.json', 'grader', 'lessons', 'solutions'];

/** A clone of the course as it is shipped, with nothing passed; packages and engine are those of this one. */
export interface TestClone {
  root: string;
  /** Opens a terminal with `kata` in it. */
  open(args?: readonly string[], look?: { columns?: number; rows?: number; env?: NodeJS.ProcessEnv }): TestTerminal;
  /** Forgets all progress, as if this topic had been chosen last. */
  workOn(slug: string): Promise<void>;
  remove(): Promise<void>;
}

export async function makeClone(): Promise<TestClone> {
  const root = await mkdtemp(join(tmpdir(), 'kata-clone-'));
  const topicsOnly = (path: string) => !path.endsWith('.test.ts');
  for (const part of parts) await cp(join(rootDir, part), join(root, part), { recursive: true, filter: topicsOnly });
  for (const { home, exercise } of (await readCatalog(root)).topics)
    await cp(join(root, home, 'shipped'), join(root, exercise), { recursive: true });
  await mkdir(join(root, '.kata'));
  for (const shared of ['node_modules', '.kata/engine', '.kata/cache']) {
    await mkdir(join(rootDir, shared), { recursive: true });
    await symlink(join(rootDir, shared), join(root, shared), 'junction');
  }
  const opened: TestTerminal[] = [];
  return {
    root,
    open(args = [], { columns, rows, env = {} } = {}) {
      const terminal = new TestTerminal({
        command: [process.execPath, join(root, 'grader/bin.mjs'), ...args],
        cwd: root,
        env: { ...process.env, ...clean, ...env },
        ...(columns !== undefined && { columns }),
        ...(rows !== undefined && { rows }),
      });
      opened.push(terminal);
      return terminal;
    },
    workOn(slug) {
      const progress = { format: 1, topics: { [slug]: { opened: '2026-01-01T00:00:00Z' } } };
      return writeFile(join(root, '.kata/progress.json'), JSON.stringify(progress));
    },
    async remove() {
      // A test that has failed leaves its program behind.
      for (const terminal of opened) terminal.end();
      await Promise.all(opened.map(({ exited }) => exited));
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What the terminal of the one who runs the tests may have set. */
const clean = {
  ...{ TERM: 'xterm-256color', NO_COLOR: undefined, FORCE_COLOR: undefined, CI: undefined, COLUMNS: undefined },
  ...{ EDITOR: undefined, VISUAL: undefined, VITEST: undefined, NODE_OPTIONS: undefined },
};
