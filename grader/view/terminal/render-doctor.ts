import type { Row } from '../../engine/prerequisites.ts';
import { openPen, type Screen, type SymbolName } from './screen.ts';

const marks: Record<Row['state'], SymbolName> = {
  ok: 'passed',
  missing: 'failed',
  failed: 'failed',
  unneeded: 'skipped',
};

/** One thing the grader needs: whether it is there, and what repairs it. */
export function renderDoctorRow({ name, state, detail, repair }: Row, screen: Screen): string {
  const pen = openPen(screen);
  const { bold, dim, green, red } = pen.colours;
  const paint = { ok: green, missing: red, failed: red, unneeded: dim }[state];
  const mark = pen.screen.unicode ? pen.symbol(marks[state]) : `[${state}]`;
  const head = `${paint(mark)} ${bold(pen.text(name))}${state === 'ok' || !pen.screen.unicode ? '' : ` ${state}`}`;
  const lines = [pen.wrap(`${head}: ${pen.text(detail)}`, { first: '', rest: '  ' })];
  for (const line of (repair ?? '').split('\n')) {
    if (line.trim() !== '')
      lines.push(pen.wrap(pen.text(line.trim()), { first: line.startsWith(' ') ? '      ' : '    ' }));
  }
  return lines.join('\n');
}
