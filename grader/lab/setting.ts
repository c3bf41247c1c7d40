/** Which files of a submission a topic starts, and what its host may do; the defaults fit most topics. */
export interface Setting {
  /** Files with workflows, each a bundle of its own; the first is the one a host runs unless told otherwise. Default `['workflows.ts']`. */
  workflows?: string[];
  /** Files that run on the node side. Default `['activities.ts']`. */
  modules?: string[];
  /** Whether the contract has a client, so that the host may start workflows. Default no. */
  client?: boolean;
  /**
   * How many workflows its worker keeps in memory. Default 0: every workflow task replays the history from its start, and a
   * host may be replaced at any time. With more, what a query changes stays, and an open run does not survive its host.
   */
  maxCachedWorkflows?: number;
  /** Whether its host reports what activities return, as it is before it becomes JSON. Default no. */
  reportsAnswers?: boolean;
}
