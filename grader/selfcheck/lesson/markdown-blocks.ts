/** A fenced block of a Markdown text. */
export interface Block {
  /** What stands behind the fence: `ts`, `ts fragment`, `mermaid`. */
  info: string;
  text: string;
  /** Line of its first line of text in the file, from 1. */
  line: number;
}

/** The fenced blocks of a Markdown text, and the text without them (their lines left empty). Pure. */
export function takeBlocks(markdown: string): { blocks: Block[]; prose: string } {
  const blocks: Block[] = [];
  let open: { fence: string; block: Block; lines: string[] } | undefined;
  const prose = markdown.split(/\r?\n/).map((line, index) => {
    const [, fence, info = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (!open && fence === undefined) return line;
    if (!open && fence !== undefined) {
      open = { fence, block: { info: info.trim(), text: '', line: index + 2 }, lines: [] };
    } else if (open && fence?.startsWith(open.fence) && info.trim() === '') {
      blocks.push({ ...open.block, text: open.lines.join('\n') });
      open = undefined;
    } else open?.lines.push(line);
    return '';
  });
  return { blocks, prose: prose.join('\n') };
}

/** The targets of the links in Markdown without its fenced blocks, with their lines from 1. Pure. */
export function readLinks(prose: string): { target: string; line: number }[] {
  return prose.split('\n').flatMap((text, index) => {
    const bare = text.replace(/`[^`]*`/g, '');
    return [...bare.matchAll(/\]\(([^()\s]+)(?:\s+"[^"]*")?\)|<a\s[^>]*href="([^"]+)"/g)].map((match) => ({
      target: match[1] ?? match[2] ?? '',
      line: index + 1,
    }));
  });
}
