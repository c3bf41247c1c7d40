import type { FileState, SaveAnswer, ServerMessage, WorkbenchState } from '../messages.ts';
import { ask } from './ask.ts';
import { showConflict } from './conflict.ts';
import { goTo, type OpenFile, openFile } from './editor.ts';
import { openParts, type Parts } from './parts.ts';
import { openTabs, type Tabs } from './tabs.ts';
import { openTypes, type Types } from './types.ts';
import { showChecked, showGrading, showVerdict } from './verdict.ts';

/** Fills the side of the page where one works, and keeps it true to the disk and the grader. */
export async function wakeWorkbench(element: HTMLElement): Promise<void> {
  const folder = document.body.dataset.folder ?? '';
  const parts = openParts(element);
  const said = await ask<WorkbenchState>(folder, 'open');
  if (said.kind !== 'said') return parts.say(said.message);
  const bench = new Workbench(folder, parts, said.value.files);
  if (said.value.verdict !== undefined) showVerdict(parts, said.value.verdict);
  parts.showHints(said.value.hints);
  bench.listen();
}

class Workbench {
  private readonly files: OpenFile[];
  private readonly tabs: Tabs;
  private types: Types | undefined;

  constructor(
    private readonly folder: string,
    private readonly parts: Parts,
    states: readonly FileState[],
  ) {
    this.files = states.map((state) => {
      const parent = parts.addPanel(state.name);
      const place = { folder, parent, onSave: () => void this.saveAndCheck(), onEdit: () => this.showDirty() };
      return openFile(state, place);
    });
    this.tabs = openTabs(parts, states);
    this.showDirty();
    parts.onDo({
      check: () => this.saveAndCheck(),
      hint: () => this.hint(),
      diff: () => this.diff(),
      reset: () => this.reset(),
    });
    parts.onWhere(({ file, line, column }) => {
      const open = this.files.find(({ name }) => name === file);
      if (!open) return;
      this.tabs.show(file);
      goTo(open, line, column);
    });
    addEventListener('keydown', (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== 'Enter' || event.defaultPrevented) return;
      event.preventDefault();
      void this.saveAndCheck();
    });
  }

  /** Hears what the server tells by itself; a broken line is taken up again by the browser. */
  listen(): void {
    const source = new EventSource(`/api/${this.folder}/events`);
    source.addEventListener('message', ({ data }) => this.hear(JSON.parse(data)));
    source.addEventListener('error', () => {
      this.types?.end();
      this.types = undefined;
      const closed = source.readyState === EventSource.CLOSED;
      this.parts.say(
        closed
          ? 'The server has stopped. Start `npx kata web` again and open its address.'
          : 'The connection is lost; trying again…',
      );
    });
  }

  private hear(message: ServerMessage): void {
    switch (message.kind) {
      case 'hello':
        return void this.refresh();
      case 'types-ready': {
        this.types?.end();
        const send = (text: string) => ask(this.folder, 'types', { page: message.page, text });
        this.types = openTypes(this.files, inOrder(send));
        return;
      }
      case 'files':
        return this.takeFromDisk(message.files);
      case 'grading':
        return showGrading(this.parts, message.of);
      case 'checked':
        return showChecked(this.parts, message);
      case 'verdict':
        this.parts.say(message.line);
        return showVerdict(this.parts, message.html);
      case 'notices':
        return this.parts.addNotices(message.html);
      case 'types':
        return this.types?.hear(message.text);
      case 'types-ended':
        this.types?.end();
        this.types = undefined;
        return;
    }
  }

  /** What happened while nobody listened. */
  private async refresh(): Promise<void> {
    const said = await ask<WorkbenchState>(this.folder, 'open');
    if (said.kind === 'said') this.takeFromDisk(said.value.files);
  }

  private async saveAndCheck(): Promise<void> {
    for (const file of this.files.filter((each) => each.isDirty())) if (!(await this.save(file))) return;
    this.parts.say('Checking…');
    const said = await ask(this.folder, 'check');
    if (said.kind !== 'said') this.parts.say(said.message);
  }

  private async save(file: OpenFile): Promise<boolean> {
    const text = file.view.state.sliceDoc();
    const said = await ask<SaveAnswer>(this.folder, 'save', { name: file.name, text, base: file.base.hash });
    if (said.kind !== 'said') {
      this.parts.say(said.message);
      return false;
    }
    if (said.value.kind === 'conflict') {
      this.conflict(file, said.value.file);
      return false;
    }
    file.settle({ hash: said.value.hash, text });
    this.showDirty();
    return true;
  }

  /** The disk is right where nothing was written here; where something was, the reader decides. */
  private takeFromDisk(states: readonly FileState[]): void {
    const changed: string[] = [];
    for (const state of states) {
      const file = this.files.find(({ name }) => name === state.name);
      if (!file || file.base.hash === state.hash) continue;
      if (file.view.state.sliceDoc() === state.text || !file.isDirty()) {
        const fresh = file.view.state.sliceDoc() !== state.text;
        file.settle({ hash: state.hash, text: state.text });
        if (fresh) {
          file.replace(state.text);
          changed.push(state.name);
        }
      } else this.conflict(file, state);
    }
    this.showDirty();
    if (changed.length === 0) return;
    this.parts.say(`${changed.join(' and ')} changed on the disk.`);
    if (document.visibilityState === 'visible') void ask(this.folder, 'check');
  }

  private conflict(file: OpenFile, theirs: FileState): void {
    this.tabs.show(file.name);
    showConflict(this.parts, theirs, (choice) => {
      file.settle({ hash: theirs.hash, text: theirs.text });
      if (choice === 'theirs') file.replace(theirs.text);
      this.showDirty();
      file.view.focus();
    });
  }

  private showDirty(): void {
    this.tabs.mark(new Set(this.files.filter((file) => file.isDirty()).map(({ name }) => name)));
  }

  private async hint(): Promise<void> {
    const said = await ask<WorkbenchState['hints']>(this.folder, 'hint');
    if (said.kind === 'said') this.parts.showHints(said.value, true);
    else this.parts.say(said.message);
  }

  private async diff(): Promise<void> {
    const said = await ask<{ ask?: string; html?: string }>(this.folder, 'diff');
    if (said.kind !== 'said') return this.parts.say(said.message);
    if (said.value.ask !== undefined) return this.parts.say(said.value.ask);
    this.parts.showDiff(said.value.html ?? '');
  }

  private async reset(): Promise<void> {
    if (!confirm('Bring the broken exercise back? A copy of your work is kept.')) return;
    const said = await ask<{ said: string; files: FileState[] }>(this.folder, 'reset');
    if (said.kind !== 'said') return this.parts.say(said.message);
    for (const file of this.files) {
      const state = said.value.files.find(({ name }) => name === file.name);
      if (!state) continue;
      file.settle({ hash: state.hash, text: state.text });
      if (file.view.state.sliceDoc() !== state.text) file.replace(state.text);
    }
    this.parts.clear();
    this.showDirty();
    this.parts.tellForGood(said.value.said);
    await this.saveAndCheck();
  }
}

/** Requests overtake each other; a language server must hear in order. */
function inOrder(send: (text: string) => Promise<unknown>): (text: string) => void {
  let last: Promise<unknown> = Promise.resolve();
  return (text) => {
    last = last.then(() => send(text));
  };
}
