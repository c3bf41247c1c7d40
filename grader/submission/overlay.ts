import { composeSubmission, type Submission } from './submission.ts';

/** Replaces the only occurrence of `replace` in `file`. */
export interface Edit {
  file: string;
  replace: string;
  by: string;
}

/** Lays files over a submission: a new path adds, a known one replaces. Pure. */
export function overlayFiles(submission: Submission, files: Iterable<[string, string]>): Submission {
  return composeSubmission({ ...submission, files: new Map([...submission.files, ...files]) });
}

/**
 * Applies edits in order. Pure.
 * @throws Error naming the edit when its file is missing or its text does not occur exactly once.
 */
export function overlayEdits(submission: Submission, edits: Edit[]): Submission {
  const files = new Map(submission.files);
  edits.forEach((edit, index) => {
    const text = files.get(edit.file);
    const name = `edit ${index + 1} (${edit.file}: ${JSON.stringify(edit.replace.slice(0, 60))})`;
    if (text === undefined) throw new Error(`${name} names a file that is not there`);
    const occurrences = edit.replace === '' ? 0 : text.split(edit.replace).length - 1;
    if (occurrences !== 1) throw new Error(`${name} must match exactly once, matched ${occurrences} times`);
    files.set(
      edit.file,
      text.replace(edit.replace, () => edit.by),
    );
  });
  return composeSubmission({ ...submission, files });
}
