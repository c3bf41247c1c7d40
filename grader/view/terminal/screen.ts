import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Where text will be read. */
export interface Screen {
  /** Width in character cells. */
  columns: number;
  /** Whether colours may be used. */
  colour: boolean;
  /** False in plain mode: ASCII only, and words where there would be symbols. */
  unicode: boolean;
  /** Absolute folder of the clone, where paths may be shown as links to their files. */
  links?: string;
}

const symbols = {
  passed: ['✓', '[passed]'],
  failed: ['✗', '[failed]'],
  skipped: ['–', '[skipped]'],
  warning: ['!', '[warning]'],
  read: ['→', 'Read:'],
  current: ['▸', '[current]'],
  changed: ['~', '[changed]'],
  started: ['◐', '[started]'],
  untouched: ['·', '[untouched]'],
  bullet: ['•', '-'],
  rule: ['─', '-'],
  bar: ['│', '|'],
  decisive: ['▶', '>'],
  span: ['━', '='],
  point: ['●', '*'],
  open: ['╍', '~'],
  ahead: ['·', '.'],
} satisfies Record<string, [string, string]>;

export type SymbolName = keyof typeof symbols;

/** Writes for one screen: colours, symbols and line breaks as it can show them. All functions are pure. */
export interface Pen {
  screen: Screen;
  colours: ReturnType<typeof pc.createColors>;
  symbol(name: SymbolName): string;
  /** A text with `code` in it, as the screen can show it. */
  text(words: string): string;
  /** Breaks a text into lines no wider than the screen; `first` and `rest` go before the first and the other lines. */
  wrap(text: string, indent?: { first?: string; rest?: string }): string;
  /** A text as the screen can show it; backticks stay. */
  ascii(words: string): string;
  /** The lines of a text no wider than `width`. */
  wrapTo(text: string, width: number): string[];
  /** A path or an address: where it is too long, broken after a `/` or before a `#`. */
  wrapPath(path: string, indent: { first: string; rest: string }): string;
  /** Breaks a line of code only where it must be, and keeps its spaces. */
  wrapCode(line: string, indent: string): string;
  /** Left and right text on one line if they fit, else undefined. */
  justify(left: string, right: string): string | undefined;
  /** Width in cells, colours aside. */
  width(text: string): number;
}

/** Signs of one cell each that make up nearly all text here: asking the library takes long the first time. */
const narrow = /^[\x20-\x7E\u00A0-\u02FF\u2010-\u2026\u2190-\u2193\u2500-\u25CF✓✗]*$/;

function widthOf(text: string): number {
  const shown = stripVTControlCharacters(text);
  return narrow.test(shown) ? shown.length : stringWidth(shown);
}

/** Makes the pen for a screen; very narrow ones are treated as 20 columns wide. */
export function openPen(screen: Screen): Pen {
  const columns = Math.max(20, screen.columns);
  const colours = pc.createColors(screen.colour);
  return {
    screen: { ...screen, columns },
    colours,
    width: widthOf,
    symbol: (name) => symbols[name][screen.unicode ? 0 : 1],
    ascii: (words) => (screen.unicode ? words : toAscii(words)),
    text(words) {
      const shown = screen.unicode ? words : toAscii(words);
      return screen.colour ? shown.replace(/`([^`\n]+)`/g, (_match, code: string) => colours.cyan(code)) : shown;
    },
    wrap(text, { first = '', rest = first } = {}) {
      const width = columns - Math.max(widthOf(first), widthOf(rest));
      const lines = wrapAnsi(text, Math.max(10, width), { hard: true }).split('\n');
      return lines.map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd()).join('\n');
    },
    wrapPath(path, { first, rest }) {
      const lines = [first];
      for (const piece of path.split(/(?<=\/)|(?=#)/)) {
        const line = lines.at(-1) ?? '';
        if (widthOf(line) + widthOf(piece) <= columns || line === first || line === rest)
          lines[lines.length - 1] = line + piece;
        else lines.push(rest + piece);
      }
      return lines.join('\n');
    },
    wrapTo: (text, width) => wrapAnsi(text, width, { hard: true }).split('\n'),
    wrapCode(line, indent) {
      const room = Math.max(10, columns - indent.length);
      const shown = screen.unicode ? line : toAscii(line);
      const lines = wrapAnsi(shown, room, { hard: true, trim: false }).split('\n');
      return lines.map((part) => `${indent}${part}`.trimEnd()).join('\n');
    },
    justify(left, right) {
      const gap = columns - widthOf(left) - widthOf(right);
      return gap >= 2 ? `${left}${' '.repeat(gap)}${right}` : undefined;
    },
  };
}

const ascii: Record<string, string> = {
  ...{
    '’': "'",
    '‘': "'",
    '“': '"',
    '”': '"',
    '…': '...',
    '–': '-',
    '—': '-',
    '→': '->',
    '←': '<-',
    '↑': 'up',
    '↓': 'down',
    '×': 'x',
  },
  ...{ '·': '-', '•': '-', '≤': '<=', '≥': '>=', '≠': '!=', '\u00A0': ' ', '─': '-', '│': '|', '✓': 'yes', '✗': 'no' },
};

/** A text in ASCII: typographic signs by their plain twins, accents dropped, what is left as `?`. */
export function toAscii(text: string): string {
  return text
    .replace(/[^\p{ASCII}]/gu, (sign) => ascii[sign] ?? sign)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{ASCII}]/gu, '?');
}
