/** Text that is HTML already: made by `html`, or vouched for with `raw`. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: text is escaped, lists are joined, nothing leaves nothing. */
export type Piece = Html | string | number | undefined | false | readonly Piece[];

/** A template whose values are escaped unless they are HTML. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(strings.map((text, index) => text + (index < pieces.length ? show(pieces[index]) : '')).join(''));
}

/** Vouches for a text that comes from one of our renderers. */
export function raw(text: string): Html {
  return new Html(text);
}

/** Text that means itself in HTML, also inside quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A sentence of a finding: what stands between backticks is code. */
export function sentence(text: string): Html {
  const parts = text.split(/`([^`\n]+)`/);
  return raw(parts.map((part, index) => (index % 2 ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part))).join(''));
}

/** The text a reader sees of HTML; for tests and descriptions. */
export function textOf(markup: Html | string): string {
  return String(markup)
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_match, code: string) => String.fromCharCode(Number(code)))
    .replace(/&(amp|lt|gt|quot);/g, (_match, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '');
}

function show(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map(show).join('');
  return escapeHtml(String(piece));
}
