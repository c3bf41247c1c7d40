import { expect, it } from 'vitest';
import { openLineReader } from './line-reader.ts';
import { openTextTail } from './text-tail.ts';

function read(chunks: string[], limits = { maxLine: 10, maxTotal: 100 }): string[] {
  const seen: string[] = [];
  const reader = openLineReader({ ...limits, onLine: (line) => seen.push(line), onFlood: () => seen.push('FLOOD') });
  for (const chunk of chunks) reader.push(Buffer.from(chunk));
  return seen;
}

it('puts lines together across chunks', () => {
  expect(read(['a', 'b\nc', '\n\nd\ne'])).toEqual(['ab', 'c', '', 'd']);
});

it('hands on a character that was cut in two', () => {
  const seen: string[] = [];
  const reader = openLineReader({
    onLine: (line) => seen.push(line),
    onFlood: () => undefined,
    maxLine: 10,
    maxTotal: 10,
  });
  for (const byte of Buffer.from('é\n')) reader.push(Buffer.from([byte]));
  expect(seen).toEqual(['é']);
});

it('stops for good at a line that is too long, finished or not', () => {
  expect(read(['ok\n', '01234567', '890', '\nmore\n'])).toEqual(['ok', 'FLOOD']);
  expect(read(['01234567890\nmore\n'])).toEqual(['FLOOD']);
  expect(read(['0123456789\nmore\n'])).toEqual(['0123456789', 'more']);
});

it('stops for good when there is too much in all', () => {
  expect(read(['a\n', 'b\n', 'c\n', 'd\n'], { maxLine: 10, maxTotal: 5 })).toEqual(['a', 'b', 'FLOOD']);
});

it('keeps the end of a text', () => {
  const tail = openTextTail(4);
  for (const text of ['ab', 'cd', 'e', 'fghijk']) tail.push(Buffer.from(text));
  expect([tail.text(), tail.dropped()]).toEqual(['hijk', 7]);
});
