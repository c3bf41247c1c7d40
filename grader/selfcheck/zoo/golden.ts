import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Topic } from '../../catalog/topic.ts';
import type { Finding } from '../../verdict/verdict.ts';

/** The seed of all golden texts. */
export const goldenSeed = 1;

/** Path of a topic's golden texts, relative to the clone. */
export function goldenFile(topic: Pick<Topic, 'home'>): string {
  return `${topic.home}/findings.md`;
}

/** The command that writes a topic's golden texts. */
export function goldenCommand({ number }: Pick<Topic, 'number'>): string {
  return `node grader/bin.mjs selfcheck --golden ${number}`;
}

/** One specimen's part of the golden texts. */
export interface GoldenPart {
  because: string;
  findings: readonly Finding[];
}

/** Text of findings.md, from the parts as {@link renderPart} gives them, by name. Pure. */
export function renderGolden(topic: Topic, parts: ReadonlyMap<string, string>): string {
  const head = `# Findings of ${topic.folder}

What the zoo's wrong answers read first, and all that the exercise reads as it is shipped. Written by
\`${goldenCommand(topic)}\`; compared by \`npm test\`.
`;
  return [head, ...[...parts].map(([name, part]) => `## ${name}\n\n${part}`)].join('\n');
}

/** A specimen's part without its heading. Pure. */
export function renderPart({ because, findings }: GoldenPart): string {
  return [`${because}\n`, ...findings.map(renderFinding)].join('\n');
}

/** The parts of a findings.md by the name of their specimen, as {@link renderPart} gave them. Pure. */
export function splitGolden(text: string): Map<string, string> {
  const parts = text.split(/^## (?=[a-z0-9-]+\n)/m).slice(1);
  return new Map(
    parts.map((part, index) => {
      const end = part.indexOf('\n');
      const body = part.slice(end + 2);
      return [part.slice(0, end), index === parts.length - 1 ? body : body.replace(/\n$/, '')];
    }),
  );
}

/** The findings of a part that are golden: for a wrong answer the first, for the shipped files all of them. */
export function goldenFindings(name: string, findings: readonly Finding[]): readonly Finding[] {
  return name === 'shipped' ? findings : findings.slice(0, 1);
}

/** The golden texts of a topic; none when they were never written. */
export async function readGolden(root: string, topic: Pick<Topic, 'home'>): Promise<Map<string, string>> {
  return splitGolden(await readFile(join(root, goldenFile(topic)), 'utf8').catch(() => ''));
}

export function writeGolden(root: string, topic: Topic, parts: ReadonlyMap<string, string>): Promise<void> {
  return writeFile(join(root, goldenFile(topic)), renderGolden(topic, parts));
}

function renderFinding({ id, claim, did, saw, why, read, where, caret }: Finding): string {
  const place = where ? `At ${where.file}:${where.line}:${where.column}\n` : '';
  const source = caret ? `\n${caret.replace(/^/gm, '    ')}\n` : '';
  return `### ✗ ${claim}

\`${id}\`

- did: ${did}
- saw: ${saw}
- why: ${why}
- read: ${read}
${place && `\n${place}`}${source}`;
}
