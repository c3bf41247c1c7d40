/** What the server said, or why it said nothing. */
export type Said<Value> = { kind: 'said'; value: Value } | { kind: 'refused' | 'gone'; message: string };

const goneMessage =
  'The server does not answer. What you wrote is kept in this browser: start `npx kata web` again and open its address.';

/** Asks the server to do something for a topic. */
export async function ask<Value>(folder: string, action: string, body: object = {}): Promise<Said<Value>> {
  try {
    const response = await fetch(`/api/${folder}/${action}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.ok) return { kind: 'said', value: await response.json() };
    if (response.status === 401) return { kind: 'gone', message: goneMessage };
    if (response.status === 413) return { kind: 'refused', message: 'That is too large: a file has at most 1 MB.' };
    const { error } = await response.json().catch(() => ({ error: undefined }));
    return { kind: 'refused', message: error ?? `The server answered ${response.status}.` };
  } catch {
    return { kind: 'gone', message: goneMessage };
  }
}
