import { type Highlight, openHighlight } from '../view/terminal/highlight.ts';
import type { Screen } from '../view/terminal/screen.ts';
import { renderFarewell, renderFrame } from '../view/terminal/watch-frame.ts';
import { type RenderedPage, renderPage } from '../view/terminal/watch-page.ts';
import { holdWrites } from './hold-writes.ts';
import { Painter } from './painter.ts';
import { renderAdded } from './plain-text.ts';
import type { State } from './state.ts';
import type { WatchSurroundings } from './surroundings.ts';
import { frameOf, pageOf } from './view.ts';

/** Where states are shown. */
export interface Output {
  /** Shows a state; answers with the scroll as it turned out to be possible. */
  show(state: State): number;
  /** Gives the terminal to another program, and takes it back. */
  pause(): void;
  resume(): void;
  /** `state`: where one left off. */
  close(state: State): void;
}

/** Opens the terminal: whole windows, or only added lines in plain mode. */
export async function openOutput(surroundings: WatchSurroundings): Promise<Output> {
  const highlight = await openHighlight(surroundings.screen());
  return surroundings.plain ? new AddedLines(surroundings, highlight) : new Windows(surroundings, highlight);
}

const usualRows = 24;
const mostHeld = 10_000;

class Windows implements Output {
  private readonly painter: Painter;
  private paused = false;
  /** A long lesson is not rendered again for each line it is scrolled. */
  private rendered: { key: string; page: object; result: RenderedPage } | undefined;
  private last: State | undefined;
  /** What others wanted to print; told when the window is given back. */
  private held = '';
  private letWrite: () => void;

  constructor(
    private readonly surroundings: WatchSurroundings,
    private readonly highlight: Highlight,
  ) {
    this.painter = new Painter(surroundings.stdout);
    this.painter.enter();
    surroundings.atExit?.(() => {
      if (!this.paused) this.pause();
    });
    this.letWrite = this.hold();
  }

  show(state: State): number {
    this.last = state;
    const screen = { ...this.surroundings.screen(), links: this.surroundings.root };
    const rows = this.surroundings.stdout.rows ?? usualRows;
    const frame = renderFrame(frameOf(state), this.render(state, screen), { screen, rows });
    if (!this.paused) this.painter.paint(frame.lines, `${screen.columns}x${rows}`);
    return frame.scroll;
  }

  pause(): void {
    this.paused = true;
    this.painter.leave();
    this.release();
  }

  resume(): void {
    this.paused = false;
    this.painter.enter();
    this.letWrite = this.hold();
    if (this.last) this.show(this.last);
  }

  close(state: State): void {
    if (!this.paused) this.pause();
    const screen = { ...this.surroundings.screen(), links: this.surroundings.root };
    this.surroundings.stdout.write(`${renderFarewell(frameOf(state), screen)}\n`);
  }

  private hold(): () => void {
    return holdWrites(this.surroundings.stderr, (text) => {
      if (this.held.length < mostHeld) this.held += text;
    });
  }

  private release(): void {
    this.letWrite();
    if (this.held !== '') this.surroundings.stderr.write(this.held);
    this.held = '';
  }

  private render(state: State, screen: Screen): RenderedPage {
    const page = pageOf(state);
    const reusable = page.kind === 'lesson' || page.kind === 'diff';
    const key = `${page.kind} ${screen.columns}`;
    const subject = state.page.kind === 'diff' ? state.page.before : state.desk.lesson;
    if (reusable && this.rendered?.key === key && this.rendered.page === subject) return this.rendered.result;
    const result = renderPage(page, screen, this.highlight);
    if (reusable) this.rendered = { key, page: subject, result };
    return result;
  }
}

class AddedLines implements Output {
  private last: State | undefined;

  constructor(
    private readonly surroundings: WatchSurroundings,
    private readonly highlight: Highlight,
  ) {}

  show(state: State): number {
    const { last } = this;
    this.last = state;
    const text = renderAdded(state, last, { screen: this.surroundings.screen(), highlight: this.highlight });
    if (text !== '') this.surroundings.stdout.write(`${text.replaceAll('\n', '\r\n')}\r\n`);
    return 0;
  }

  pause(): void {}
  resume(): void {}
  close(): void {}
}
