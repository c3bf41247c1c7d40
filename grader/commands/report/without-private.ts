/** What tells who and where somebody is. */
export interface Private {
  /** Folders by the word that stands for them; the longest first is replaced first. */
  folders: Readonly<Record<string, string>>;
  /** Name of the machine. */
  host: string;
}

/** A text without the machine's name, the folders on it, and the names of processes. Pure. */
export function withoutPrivate(text: string, { folders, host }: Private): string {
  let clean = text;
  const places = Object.entries(folders).filter(([, folder]) => folder.length > 1);
  places.sort(([, a], [, b]) => b.length - a.length);
  for (const [word, folder] of places) {
    // In JSON a backslash is written twice.
    for (const form of new Set([folder, folder.replaceAll('\\', '\\\\'), folder.replaceAll('\\', '/')]))
      clean = clean.replaceAll(form, `<${word}>`);
  }
  clean = clean.replace(/\b\d+@[\w.-]+/g, 'process@host');
  return host.length > 2 ? clean.replace(new RegExp(`(?<![\\w-])${inPattern(host)}(?![\\w-])`, 'g'), 'host') : clean;
}

function inPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
