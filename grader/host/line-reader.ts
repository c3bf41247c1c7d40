/** Splits a byte stream into lines and tells when there is more than is allowed. */
export interface LineReader {
  push(chunk: Buffer): void;
}

/**
 * Collects chunks and hands on whole lines as UTF-8, without their end; after `onFlood` nothing more is handed on.
 * Limits are in bytes: of one line, and of all lines together.
 */
export function openLineReader({
  onLine,
  onFlood,
  maxLine,
  maxTotal,
}: {
  onLine(line: string): void;
  onFlood(): void;
  maxLine: number;
  maxTotal: number;
}): LineReader {
  let parts: Buffer[] = [];
  let lineBytes = 0;
  let total = 0;
  let isFlooded = false;

  const append = (part: Buffer) => {
    parts.push(part);
    lineBytes += part.length;
    if (lineBytes <= maxLine || isFlooded) return;
    isFlooded = true;
    onFlood();
  };

  return {
    push(chunk) {
      total += chunk.length;
      if (total > maxTotal && !isFlooded) {
        isFlooded = true;
        onFlood();
      }
      let from = 0;
      for (let at = chunk.indexOf(10); at !== -1 && !isFlooded; at = chunk.indexOf(10, from)) {
        append(chunk.subarray(from, at));
        from = at + 1;
        if (isFlooded) break;
        const line = Buffer.concat(parts).toString();
        parts = [];
        lineBytes = 0;
        onLine(line);
      }
      if (isFlooded) parts = [];
      else append(chunk.subarray(from));
    },
  };
}
