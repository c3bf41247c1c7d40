import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeHostFolder } from './host-folder.ts';

it('removes the folders of graders that are gone, and no others', () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'kata-test-'));
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  const others = [`kata-host-${process.pid}-abcdef`, 'kata-host-x', 'something'];
  for (const name of [`kata-host-${pid}-abcdef`, ...others])
    mkdirSync(path.join(parent, name, 'inner'), { recursive: true });
  const made = path.basename(makeHostFolder(parent));
  expect(readdirSync(parent).sort()).toEqual([made, ...others].sort());
  rmSync(parent, { recursive: true });
});
