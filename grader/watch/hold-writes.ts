import type { Writable } from 'node:stream';

/**
 * Keeps what libraries print (gRPC, Node's warnings) off a window that is not theirs. `onText` gets each text.
 * @returns what lets the stream write again.
 */
export function holdWrites(stream: Writable, onText: (text: string) => void): () => void {
  const write = stream.write;
  stream.write = (chunk: unknown) => {
    onText(typeof chunk === 'string' ? chunk : Buffer.isBuffer(chunk) ? chunk.toString() : '');
    return true;
  };
  return () => {
    stream.write = write;
  };
}
