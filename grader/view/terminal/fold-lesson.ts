/** A lesson's text for a place where nothing can be folded: the folded answers apart. */
export interface UnfoldedLesson {
  /** Markdown with a note where each answer was. */
  text: string;
  /** Markdown of the answers, in order. */
  answers: { summary: string; text: string }[];
}

/** Takes the `<details>` of a lesson out of it. Pure. */
export function unfoldLesson(markdown: string): UnfoldedLesson {
  const answers: UnfoldedLesson['answers'] = [];
  const pattern = /^([ \t]*)<details>\s*<summary>([\s\S]*?)<\/summary>([\s\S]*?)<\/details>[ \t]*$/gm;
  const text = markdown.replace(pattern, (_match, indent: string, summary: string, inside: string) => {
    const lines = inside
      .split('\n')
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()));
    answers.push({ summary: summary.trim(), text: lines.join('\n').trim() });
    return `${indent}*${summary.trim()} ${answers.length}: at the end.*`;
  });
  return { text, answers };
}
