let tries = 0;

export async function greet(name: string): Promise<string> {
  return `hello ${name}`;
}

/** Fails three times, and works at the fourth. */
export async function stumble(): Promise<number> {
  tries++;
  if (tries <= 3) throw new Error('not yet');
  return tries;
}
