import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

export interface TerminalOptions {
  /** Program and arguments. */
  command: readonly [string, ...string[]];
  cwd: string;
  env: NodeJS.ProcessEnv;
  columns?: number;
  rows?: number;
}

/** A real pseudo-terminal with a program in it, and a screen that can be read. For tests. */
export class TestTerminal {
  private readonly screen: InstanceType<typeof xterm.Terminal>;
  private readonly program: IPty;
  private readonly watchers = new Set<() => void>();
  /** Everything that was written, as it came. */
  raw = '';
  readonly exited: Promise<number>;
  private ended = false;

  constructor({ command, cwd, env, columns = 80, rows = 24 }: TerminalOptions) {
    const [file, ...args] = command;
    this.screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 10_000 });
    const defined = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
    this.program = spawn(file, args, { cols: columns, rows, cwd, env: Object.fromEntries(defined) });
    this.program.onData((data) => {
      this.raw += data;
      this.screen.write(data, () => this.tell());
    });
    this.exited = new Promise((resolve) => {
      this.program.onExit(({ exitCode }) => {
        this.ended = true;
        this.tell();
        resolve(exitCode);
      });
    });
  }

  get pid(): number {
    return this.program.pid;
  }

  press(keys: string): void {
    this.program.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.screen.resize(columns, rows);
    this.program.resize(columns, rows);
  }

  kill(signal: string): void {
    this.program.kill(signal);
  }

  /** Ends the program, unless it has ended. */
  end(): void {
    if (!this.ended) this.program.kill('SIGKILL');
  }

  /** Closes the terminal itself, as closing its window does. */
  close(): void {
    if ('destroy' in this.program && typeof this.program.destroy === 'function') this.program.destroy();
    else this.program.kill();
  }

  /** The window as one reads it, without the spaces at the ends of lines. */
  read(): string {
    const { active } = this.screen.buffer;
    return this.linesFrom(active.viewportY, this.screen.rows).join('\n');
  }

  /** Everything that can be scrolled to. */
  readAll(): string {
    return this.linesFrom(0, this.screen.buffer.active.length).join('\n').trimEnd();
  }

  /** Whether the program has taken the window over. */
  get isWindow(): boolean {
    return this.screen.buffer.active.type === 'alternate';
  }

  /** Waits until the window satisfies `wanted`, and answers with it. No time is guessed: it looks after each write. */
  async until(wanted: RegExp | ((text: string) => boolean), withinMs = 120_000): Promise<string> {
    const fits = typeof wanted === 'function' ? wanted : (text: string) => wanted.test(text);
    const text = () => (this.isWindow ? this.read() : this.readAll());
    if (fits(text())) return text();
    return await new Promise((resolve, reject) => {
      const give = (error?: Error) => {
        clearTimeout(timer);
        this.watchers.delete(look);
        if (error) reject(error);
        else resolve(text());
      };
      const look = () => {
        if (fits(text())) give();
        else if (this.ended) give(new Error(`It ended while waiting for ${wanted}. The window:\n${text()}`));
      };
      const timer = setTimeout(() => give(new Error(`Waited for ${wanted}. The window:\n${text()}`)), withinMs);
      this.watchers.add(look);
    });
  }

  private tell(): void {
    for (const watcher of [...this.watchers]) watcher();
  }

  private linesFrom(first: number, count: number): string[] {
    const { active } = this.screen.buffer;
    return Array.from(
      { length: count },
      (_line, row) => active.getLine(first + row)?.translateToString(true, 0, this.screen.cols) ?? '',
    );
  }
}
