import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

export interface EditorCommand {
  program: string;
  args: string[];
  /** It takes the terminal over until it ends. */
  inTerminal: boolean;
}

/** Editors that open a window of their own and return. */
const windowed =
  /^(code|code-insiders|codium|cursor|windsurf|subl|zed|idea|webstorm|atom|mate|gedit|kate|open)(\.\w+)?$/;

/** What opens files in the learner's editor: $VISUAL, $EDITOR, else VS Code if it can be found. */
export async function findEditor(files: string[], env: NodeJS.ProcessEnv): Promise<EditorCommand | undefined> {
  const named = env.VISUAL || env.EDITOR;
  if (named) {
    const [program = '', ...args] = named.trim().split(/\s+/);
    const name = program.split(/[/\\]/).at(-1) ?? '';
    return { program, args: [...args, ...files], inTerminal: !windowed.test(name) };
  }
  const folders = (env.PATH ?? '').split(delimiter);
  for (const name of ['code', 'code.cmd', 'cursor', 'codium']) {
    for (const folder of folders) {
      const found =
        folder !== '' &&
        (await access(join(folder, name)).then(
          () => true,
          () => false,
        ));
      if (found) return { program: join(folder, name), args: files, inTerminal: false };
    }
  }
  return undefined;
}

/** Starts an editor; resolves when the terminal is free again. @throws Error when it can't be started. */
export function openEditor(
  { program, args, inTerminal }: EditorCommand,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const stdio = inTerminal ? 'inherit' : 'ignore';
  const child = spawn(program, args, { cwd, env, stdio, detached: !inTerminal, shell: program.endsWith('.cmd') });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    if (inTerminal) return child.once('exit', () => resolve());
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
