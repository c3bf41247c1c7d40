import type { Writable } from 'node:stream';
import { escapes } from '../view/terminal/escapes.ts';

/** Puts whole windows on a terminal, each in one write, and only the lines that are different. */
export class Painter {
  private shown: string[] = [];
  private size = '';
  private waiting: { lines: string[]; size: string } | undefined;

  constructor(private readonly stdout: Writable) {}

  /** Takes the terminal over; what was on it comes back with {@link leave}. */
  enter(): void {
    this.shown = [];
    this.stdout.write(escapes.enter);
  }

  leave(): void {
    this.waiting = undefined;
    this.stdout.write(escapes.leave);
  }

  /** Shows a window; a terminal that is slow gets only the newest. `size` says which window it is for. */
  paint(lines: string[], size: string): void {
    const busy = this.stdout.writableNeedDrain;
    const already = this.waiting !== undefined;
    if (busy) {
      this.waiting = { lines, size };
      if (!already) this.stdout.once('drain', () => this.paintWaiting());
      return;
    }
    const whole = this.size !== size || this.shown.length !== lines.length;
    const changed = lines.flatMap((line, row) =>
      whole || this.shown[row] !== line ? [`${escapes.toRow(row)}${line}${escapes.eraseLineEnd}`] : [],
    );
    this.shown = lines;
    this.size = size;
    if (changed.length === 0) return;
    const cleared = whole ? `${escapes.toRow(0)}${escapes.eraseDown}` : '';
    this.stdout.write(`${escapes.beginFrame}${cleared}${changed.join('')}${escapes.endFrame}`);
  }

  private paintWaiting(): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting) this.paint(waiting.lines, waiting.size);
  }
}
