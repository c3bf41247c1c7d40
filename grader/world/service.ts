/** What an operation may use of the world while it acts. */
export interface Scene {
  /** A fresh identifier that no submission can guess, e.g. `ch-k3v9x2`. */
  id(prefix: string): string;
  /** What this service remembers during one check. */
  memory: Map<string, unknown>;
}

/** One thing a service can do, seen from its own side. */
export interface Operation<Args, Answer> {
  /**
   * `read` changes nothing; `keyed` changes something once per `key` and repeats its answer after that;
   * `plain` changes something at each call, as services without idempotency keys do.
   */
  effect: 'read' | 'keyed' | 'plain';
  /** Acts and answers; throws {@link Refusal} to say no. */
  act(args: Args, scene: Scene): Answer;
}

/** The methods of a client, each `(args) => Promise<answer>`, and the operations that stand behind them. */
export type ServiceOf<Client> = {
  [Name in keyof Client]: Client[Name] extends (args: infer Args) => Promise<infer Answer>
    ? Operation<Args, Answer>
    : never;
};

/** Every call may be given up by its caller. */
export interface Abortable {
  /** Ends the call early; pass an activity's `cancellationSignal()`. */
  signal?: AbortSignal;
}

/** A call that changes something: the same `key` makes the change once and repeats the answer. */
export interface Keyed extends Abortable {
  key: string;
}
