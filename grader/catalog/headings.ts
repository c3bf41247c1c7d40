/** A heading of a Markdown text. */
export interface Heading {
  level: number;
  /** Without marks of emphasis, code and links. */
  text: string;
  /** GitHub's anchor for it, unique in the text. */
  anchor: string;
  /** Line from 0. */
  line: number;
}

/** The `#` headings of a Markdown text, code blocks aside. */
export function readHeadings(markdown: string): Heading[] {
  const toAnchor = openSlugger();
  const headings: Heading[] = [];
  let fence: string | undefined;
  markdown.split(/\r?\n/).forEach((line, index) => {
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (mark?.[1]) {
      const closes = fence !== undefined && mark[1].startsWith(fence) && mark[2]?.trim() === '';
      if (fence === undefined) fence = mark[1];
      else if (closes) fence = undefined;
      return;
    }
    const heading = fence === undefined ? /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line) : null;
    if (!heading?.[1] || heading[2] === undefined) return;
    const text = plainText(heading[2]);
    headings.push({ level: heading[1].length, text, anchor: toAnchor(text), line: index });
  });
  return headings;
}

/** Makes a function from heading text to GitHub's anchor; a repeated heading of one text gets `-1`, `-2`, … */
export function openSlugger(): (heading: string) => string {
  const used = new Set<string>();
  return (heading) => {
    const base = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-');
    let anchor = base;
    for (let again = 1; used.has(anchor); again++) anchor = `${base}-${again}`;
    used.add(anchor);
    return anchor;
  };
}

/** Takes the marks of emphasis, code, links and HTML out of a line of Markdown. */
function plainText(inline: string): string {
  return inline
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .split(/(`[^`]*`)/)
    .map((part) =>
      part.startsWith('`') ? part.slice(1, -1) : part.replace(/<[^>]+>|[*~]/g, '').replace(/(?<!\w)_|_(?!\w)/g, ''),
    )
    .join('')
    .trim();
}
