import { expect, test } from 'vitest';
import { staysInside } from './types-bridge.ts';

test.each([
  '{"rootUri":"file:///exercise"}',
  '{"uri":"file:///exercise/workflows.ts"}',
  '{"text":"no address at all"}',
])('%s is passed on', (text) => {
  expect(staysInside(text)).toBe(true);
});

test.each([
  '{"uri":"file:///etc/passwd"}',
  '{"uri":"FILE:///etc/passwd"}',
  '{"uri":"file:///exercise/../../secret.ts"}',
  '{"uri":"file:///exercise/%2e%2e/secret.ts"}',
  '{"uri":"file:///exercises/secret.ts"}',
])('%s is dropped', (text) => {
  expect(staysInside(text)).toBe(false);
});
