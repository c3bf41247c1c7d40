import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { rootDir } from '../../host/places.ts';
import { openTypesBridge, replyFor, staysInside } from './types-bridge.ts';

test.each([
  '{"rootUri":"file:///exercise"}',
  '{"uri":"file:///exercise/workflows.ts"}',
  '{"text":"import from file:///etc/passwd"}',
])('%s is passed on', (text) => {
  expect(staysInside(text)).toBe(true);
});

test.each([
  '{"uri":"file:///etc/passwd"}',
  '{"uri":"FILE:///etc/passwd"}',
  '{"uri":"file:///exercise/../../secret.ts"}',
  '{"uri":"file:///exercise/%2e%2e/secret.ts"}',
  '{"uri":"file:///exercises/secret.ts"}',
  '{"params":[{"textDocument":{"uri":"/etc/passwd"}}]}',
  '{"rootPath":"/"}',
  'no JSON',
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

test('the language server tells the errors of an open file, and nobody learns where it lies', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'kata-types-test-'));
  await writeFile(join(dir, 'workflows.ts'), '');
  const said: string[] = [];
  const { platform, arch } = process;
  const onMessage = (text: string) => void said.push(text);
  const bridge = await openTypesBridge({ root: rootDir, dir, platform, arch, onMessage, onEnd: () => {} });
  const send = (message: object) => bridge.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  try {
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: 'file:///exercise', capabilities: {} } });
    await vi.waitFor(() => expect(said.join()).toContain('"id":1'), 30_000);
    send({ method: 'initialized', params: {} });
    const uri = 'file:///exercise/workflows.ts';
    const text = "import { sleep } from '@temporalio/workflow';\nexport const late: number = sleep('1 day');\n";
    send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'typescript', version: 3, text } },
    });
    await vi.waitFor(() => expect(said.join()).toContain("Type 'Promise<void>' is not assignable"), 30_000);
    expect(said.join()).toContain('"version":3');
    expect(said.join()).not.toContain(rootDir);
  } finally {
    await bridge.close();
    await rm(dir, { recursive: true });
  }
});
