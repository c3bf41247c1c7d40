/** A stretch of the axis in which nothing happens for so long that drawing it to scale would hide the rest. */
export interface Break {
  from: number;
  to: number;
  /** Where it is drawn, from 0 to 1. */
  start: number;
  end: number;
}

/** Where moments of virtual time are drawn. */
export interface TimeAxis {
  /** From 0 (the beginning) to 1 (the end). */
  place(at: number): number;
  breaks: Break[];
}

const longAgainstRest = 10;
const shortestBreakMs = 1000;
const mostForBreaks = 0.6;
const widestBreak = 0.12;

/**
 * Lays moments (ms) on a line. A gap ten times as long as all shorter ones together, and all longer ones, become breaks
 * of one width; the rest is to scale. Pure.
 */
export function layTimeAxis(moments: readonly number[]): TimeAxis {
  const times = [...new Set(moments)].sort((a, b) => a - b);
  const gaps = times.slice(1).map((to, index) => ({ from: times[index] ?? to, to }));
  const limit = shortestLongGap(gaps.map(({ from, to }) => to - from));
  const isLong = ({ from, to }: { from: number; to: number }) => to - from >= limit;
  const count = gaps.filter(isLong).length;
  const scaled = gaps.filter((gap) => !isLong(gap)).reduce((sum, { from, to }) => sum + to - from, 0);
  const breakWidth = count === 0 ? 0 : Math.min(widestBreak, (scaled > 0 ? mostForBreaks : 1) / count);
  const rest = scaled > 0 ? 1 - breakWidth * count : 0;
  const stops: Break[] = [];
  let at = 0;
  for (const gap of gaps) {
    const width = isLong(gap) ? breakWidth : ((gap.to - gap.from) / scaled) * rest;
    stops.push({ ...gap, start: at, end: at + width });
    at += width;
  }
  return { place: (moment) => placeOn(stops, moment), breaks: stops.filter(isLong) };
}

function shortestLongGap(gaps: number[]): number {
  let shorter = 0;
  for (const gap of [...gaps].sort((a, b) => a - b)) {
    if (shorter > 0 && gap >= shortestBreakMs && gap >= longAgainstRest * shorter) return gap;
    shorter += gap;
  }
  return Number.POSITIVE_INFINITY;
}

function placeOn(stops: readonly Break[], moment: number): number {
  const last = stops.at(-1);
  if (!last || moment <= (stops[0]?.from ?? moment)) return 0;
  const stop = stops.find(({ to }) => moment <= to);
  if (!stop) return last.end;
  return stop.start + ((moment - stop.from) / (stop.to - stop.from)) * (stop.end - stop.start);
}
