import { join } from 'node:path';
import type { Topic } from '../catalog/topic.ts';
import { readSubmission } from '../submission/submission.ts';
import type { Event } from './state.ts';
import { fingerprint } from './watch-files.ts';

/** How long saves are waited for that belong together. */
const togetherMs = 60;
/** An empty file is most often one that is being written. */
const halfWrittenMs = 300;

interface Looked {
  /** The topic that is being worked on. */
  topic(): Topic;
  /** Whether files of this hash are being graded, or were graded last. */
  knows(topic: Topic, sha256: string): boolean;
  emit(event: Event): void;
}

/** Makes what finds out, when something may be different, whether it is: a save, a save of the same, or nothing new. */
export function openLook({ root }: { root: string }, { topic: current, knows, emit }: Looked): () => Promise<void> {
  let last = { slug: '', print: '' };
  return async () => {
    const topic = current();
    const dir = join(root, topic.exercise);
    const read = () => readSubmission({ dir, origin: 'exercise' }).catch(() => undefined);
    let now = await read();
    if (topic.edits.some((file) => now?.files.get(file) === '')) {
      await new Promise((resolve) => setTimeout(resolve, halfWrittenMs));
      now = await read();
    }
    const print = await fingerprint(dir);
    const { slug } = topic;
    if (slug !== current().slug) return;
    const isSave = last.slug !== slug || last.print !== print;
    last = { slug, print };
    if (!now || !knows(topic, now.sha256)) emit({ kind: 'saved' });
    else if (isSave) emit({ kind: 'unchanged' });
  };
}

/** Calls `work` once, a moment after the last of several calls. */
export function gathered(work: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, togetherMs);
  };
}
