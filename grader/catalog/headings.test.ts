import { expect, test } from 'vitest';
import { readHeadings } from './headings.ts';

test('anchors are those of GitHub', () => {
  const text = [
    '# One `Worker.create()` call',
    '## One',
    '### One',
    '## What’s *not* done — [see](https://example.com)',
    '~~~ts',
    '# inside',
    '```',
    '# still inside',
    '~~~',
    '## snake_case _emphasis_ ##',
    '#No heading',
    '## `condition` & timers',
  ].join('\n');
  expect(readHeadings(text).map(({ anchor, line }) => `${line} ${anchor}`)).toEqual([
    '0 one-workercreate-call',
    '1 one',
    '2 one-1',
    '3 whats-not-done--see',
    '9 snake_case-emphasis',
    '11 condition--timers',
  ]);
});
