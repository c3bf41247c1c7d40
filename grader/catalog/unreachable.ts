/** Ends a `switch` over a closed union: the compiler refuses a forgotten case, a value from outside throws. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
