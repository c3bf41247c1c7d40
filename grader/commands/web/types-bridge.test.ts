import { expect, test } from 'vitest';
import { replyFor, staysInside } from './types-bridge.ts';

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

test('what the server asks of every editor is answered at once', () => {
  const configuration = { jsonrpc: '2.0', id: 'a', method: 'workspace/configuration', params: { items: [{}, {}] } };
  expect(JSON.parse(replyFor(JSON.stringify(configuration)) ?? '')).toMatchObject({ id: 'a', result: [null, null] });
  const watching = { jsonrpc: '2.0', id: 2, method: 'client/registerCapability', params: { registrations: [] } };
  expect(JSON.parse(replyFor(JSON.stringify(watching)) ?? '')).toMatchObject({ id: 2, result: null });
  expect(replyFor('{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics"}')).toBeUndefined();
});
