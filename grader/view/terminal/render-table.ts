import type { Pen } from './screen.ts';

export interface TableRow {
  head: boolean;
  /** Rendered text. */
  cells: string[];
}

const gap = '  ';
const narrowest = 9;

/** A table in columns; where they would get too narrow, each row becomes a small list of `heading: cell`. */
export function renderTable(rows: readonly TableRow[], pen: Pen): string {
  const count = Math.max(...rows.map(({ cells }) => cells.length), 0);
  if (count === 0) return '';
  const natural = Array.from({ length: count }, (_column, index) =>
    Math.max(...rows.map(({ cells }) => pen.width(cells[index] ?? ''))),
  );
  const widths = share(natural, pen.screen.columns - gap.length * (count - 1));
  return widths ? renderColumns(rows, widths, pen) : renderAsList(rows, pen);
}

/** Gives each column what it needs, and what is left evenly to those that need more; undefined when that is too little. */
function share(natural: number[], room: number): number[] | undefined {
  let open = natural.map((_width, index) => index);
  const widths = [...natural];
  let left = room;
  while (open.length > 0) {
    const fair = Math.floor(left / open.length);
    const small = open.filter((index) => (natural[index] ?? 0) <= fair);
    if (small.length === 0) {
      for (const index of open) widths[index] = fair;
      return fair < narrowest ? undefined : widths;
    }
    for (const index of small) left -= natural[index] ?? 0;
    open = open.filter((index) => !small.includes(index));
  }
  return widths;
}

function renderColumns(rows: readonly TableRow[], widths: number[], pen: Pen): string {
  const lines = rows.flatMap(({ head, cells }) => {
    const columns = widths.map((width, index) => {
      const cell = cells[index] ?? '';
      return pen.wrapTo(head ? pen.colours.bold(cell) : cell, width);
    });
    const height = Math.max(...columns.map((column) => column.length));
    const body = Array.from({ length: height }, (_line, line) =>
      columns
        .map((column, index) => pad(column[line] ?? '', widths[index] ?? 0, pen))
        .join(gap)
        .trimEnd(),
    );
    return head ? [...body, pen.colours.dim(widths.map((width) => pen.symbol('rule').repeat(width)).join(gap))] : body;
  });
  return lines.join('\n');
}

function renderAsList(rows: readonly TableRow[], pen: Pen): string {
  const head = rows.find((row) => row.head)?.cells ?? [];
  const body = rows.filter((row) => !row.head);
  return body
    .map(({ cells }) =>
      cells
        .map((cell, index) => {
          const name = head[index] ? `${pen.colours.bold(head[index])}: ` : '';
          const mark = index === 0 ? `${pen.symbol('bullet')} ` : '  ';
          return pen.wrap(`${name}${cell}`, { first: mark, rest: '  ' });
        })
        .join('\n'),
    )
    .join('\n');
}

function pad(text: string, width: number, pen: Pen): string {
  return `${text}${' '.repeat(Math.max(0, width - pen.width(text)))}`;
}
