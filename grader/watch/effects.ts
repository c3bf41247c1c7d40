import { join } from 'node:path';
import type { Catalog } from '../catalog/read-catalog.ts';
import type { Topic } from '../catalog/topic.ts';
import { unreachable } from '../catalog/unreachable.ts';
import { keepVerdict } from '../progress/last-verdict.ts';
import {
  forgetWork,
  openTopic,
  type Progress,
  recordAsking,
  recordHints,
  recordVerdict,
} from '../progress/progress.ts';
import { updateProgress } from '../progress/progress-file.ts';
import { readStates } from '../progress/read-state.ts';
import { restoreExercise } from '../submission/restore-exercise.ts';
import { readBoth, readDesk } from './desk.ts';
import { Gradings } from './gradings.ts';
import { findEditor, openEditor } from './open-editor.ts';
import type { Output } from './output.ts';
import type { KeyReader } from './read-keys.ts';
import type { Effect, Event } from './state.ts';
import type { ServedCourse, WatchSurroundings } from './surroundings.ts';

export interface EffectsOptions {
  surroundings: WatchSurroundings;
  catalog: Catalog;
  emit: (event: Event) => void;
  quit: (code: number) => void;
  output: Output;
  keys: () => KeyReader;
}

/** Does in the world what the reducer asks for. What goes wrong is told in a line, and the watch goes on. */
export class Effects {
  readonly gradings: Gradings;
  /** Progress is changed by one after the other. */
  private writing: Promise<void> = Promise.resolve();
  private served: Promise<ServedCourse> | undefined;

  constructor(private readonly options: EffectsOptions) {
    this.gradings = new Gradings(options.surroundings, options.emit);
  }

  perform(effect: Effect): void {
    const { surroundings, emit, quit } = this.options;
    const { root, now, version } = surroundings;
    switch (effect.kind) {
      case 'grade':
        return this.gradings.start(effect.id, effect.topic);
      case 'stop':
        return this.gradings.stop(effect.id);
      case 'renew':
        return this.gradings.renew();
      case 'open':
        return this.saying(() => this.open(effect.topic));
      case 'remember-verdict':
        void keepVerdict(root, effect.verdict);
        return this.remember((before) => recordVerdict(before, effect.verdict, { at: now(), grader: version }));
      case 'remember-hint':
        return this.remember((before) => recordHints(before, effect.slug, effect.rung, effect.hinted));
      case 'remember-asking':
        return this.remember((before) => recordAsking(before, effect.slug));
      case 'survey':
        return this.remember((before) => before);
      case 'read-diff':
        return this.saying(async () => {
          emit({ kind: 'diff-read', topic: effect.topic.slug, ...(await readBoth(root, effect.topic)) });
        });
      case 'restore':
        return this.saying(() => this.restore(effect.topic));
      case 'edit':
        return this.saying(() => this.edit(effect.topic));
      case 'browse':
        return this.saying(() => this.browse(effect.topic));
      case 'quit':
        return quit(effect.code);
      default:
        return unreachable(effect);
    }
  }

  /** Changes the progress, and looks at all exercises anew. */
  private remember(change: (progress: Progress) => Progress): void {
    const { surroundings, catalog, emit } = this.options;
    this.writing = this.writing
      .then(async () => {
        const { progress, warning } = await updateProgress(surroundings.root, change);
        emit({ kind: 'surveyed', progress, states: await readStates(catalog, progress) });
        if (warning !== undefined) this.warn(warning);
      })
      .catch((error: unknown) => this.warn(messageOf(error)));
  }

  private async open(topic: Topic): Promise<void> {
    const { surroundings, emit } = this.options;
    emit({ kind: 'opened', desk: await readDesk(surroundings.root, topic) });
    this.remember((before) => openTopic(before, topic.slug, surroundings.now()));
  }

  private async restore(topic: Topic): Promise<void> {
    const { surroundings, emit } = this.options;
    const kept = await restoreExercise(surroundings.root, topic, surroundings.now());
    this.remember((before) => forgetWork(before, topic.slug));
    const text = `${topic.exercise} is as it was shipped.${kept === undefined ? '' : ` Your work is kept in ${kept}.`}`;
    emit({ kind: 'saved' });
    emit({ kind: 'noted', note: { tone: 'info', text, lasting: true } });
  }

  private async edit(topic: Topic): Promise<void> {
    const { surroundings, emit, output, keys } = this.options;
    const { root, env } = surroundings;
    const files = topic.edits.map((file) => join(root, topic.exercise, file));
    const editor = await findEditor(files, env);
    if (!editor) {
      const text = `Set EDITOR to your editor's command, or open ${topic.exercise}/${topic.edits[0] ?? ''} in it.`;
      return emit({ kind: 'noted', note: { tone: 'info', text } });
    }
    if (!editor.inTerminal) return openEditor(editor, root, env);
    keys().pause();
    output.pause();
    try {
      await openEditor(editor, root, env);
    } finally {
      output.resume();
      keys().resume();
    }
  }

  private async browse(topic: Topic): Promise<void> {
    const { surroundings, emit } = this.options;
    const isNew = this.served === undefined;
    this.served ??= surroundings.serveCourse(topic);
    this.served.catch(() => {
      this.served = undefined;
    });
    const course = await this.served;
    const address = isNew ? course.address : course.show(topic);
    const text = `${address} lets one in: keep it to yourself. It is served until the watch ends.`;
    emit({ kind: 'noted', note: { tone: 'info', text } });
  }

  /** Ends all that was started. */
  async close(): Promise<void> {
    const course = this.served?.then(
      (open) => open.close(),
      () => {},
    );
    await Promise.allSettled([this.gradings.close(), course]);
  }

  private saying(work: () => Promise<void>): void {
    work().catch((error: unknown) => this.warn(messageOf(error)));
  }

  private warn(text: string): void {
    this.options.emit({ kind: 'noted', note: { tone: 'warning', text } });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
