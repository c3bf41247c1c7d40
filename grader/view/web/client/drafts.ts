/** What was in an editor when its page was left. */
export interface Draft {
  /** Hash of the file it was made from. */
  base: string;
  /** The editor's state as CodeMirror writes it, undo included. */
  state: { doc?: string };
}

const before = 'kata-draft';

/** Keeps what is in an editor for the next time the page is opened. */
export function keepDraft(folder: string, file: string, draft: Draft): void {
  try {
    localStorage.setItem(`${before}/${folder}/${file}`, JSON.stringify(draft));
  } catch {
    // Full or forbidden: then undo ends with the page.
  }
}

/** What was kept, if it can be read. */
export function readDraft(folder: string, file: string): Draft | undefined {
  try {
    const text = localStorage.getItem(`${before}/${folder}/${file}`);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
