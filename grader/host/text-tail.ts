/** The end of a stream of text. */
export interface TextTail {
  push(chunk: Buffer): void;
  /** At most the last `limit` bytes. */
  text(): string;
  /** Bytes that came before what is kept. */
  dropped(): number;
}

export function openTextTail(limit: number): TextTail {
  let kept: Buffer = Buffer.alloc(0);
  let total = 0;
  return {
    push(chunk) {
      total += chunk.length;
      kept = Buffer.concat([kept, chunk.subarray(-limit)]).subarray(-limit);
    },
    text: () => kept.toString(),
    dropped: () => total - kept.length,
  };
}
