import { isNodeOnly, vendorModules } from './module-rules.ts';
import { edgeKey, type ImportEdge, type PlacelessProblem } from './submission-plugin.ts';

interface Graph {
  entry: string;
  edges: ImportEdge[];
  /** The edge by which a file was first reached. */
  reachedBy: Map<string, ImportEdge>;
  /** Files that run on the node side, e.g. `activities.ts`. */
  nodeFiles: ReadonlySet<string>;
}

/**
 * Finds the imports that keep workflow code from running: what an entry reaches that only exists on the node side.
 * The one to blame is the import by which workflow code takes a value from a node-side file, so the place is where
 * the repair is. Pure.
 */
export function judgeImports({
  entry,
  edges,
  nodeFiles,
}: {
  entry: string;
  edges: ImportEdge[];
  nodeFiles: ReadonlySet<string>;
}): Map<string, PlacelessProblem> {
  const graph: Graph = { entry, edges, reachedBy: walk(entry, edges), nodeFiles };
  const refused = new Map<string, PlacelessProblem>();
  for (const edge of edges) {
    if (!isNodeOnly(edge.request) || (edge.from !== entry && !graph.reachedBy.has(edge.from))) continue;
    const { blamed, problem } = blame(graph, edge);
    const key = edgeKey(blamed.from, blamed.request);
    if (!refused.has(key)) refused.set(key, problem);
  }
  return refused;
}

function walk(entry: string, edges: ImportEdge[]): Map<string, ImportEdge> {
  const reachedBy = new Map<string, ImportEdge>();
  const queue = [entry];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    for (const edge of edges) {
      if (edge.from !== file || edge.to === undefined || edge.to === entry || reachedBy.has(edge.to)) continue;
      reachedBy.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  return reachedBy;
}

function blame(graph: Graph, last: ImportEdge): { blamed: ImportEdge; problem: PlacelessProblem } {
  const steps = [last];
  for (let edge = graph.reachedBy.get(last.from); edge !== undefined; edge = graph.reachedBy.get(edge.from)) {
    steps.unshift(edge);
  }
  const own = steps.filter((edge) => isOwnFile(edge.from));
  const intoNodeFile = own.find((edge) => edge.to !== undefined && graph.nodeFiles.has(edge.to));
  const nearest = own.at(-1) ?? last;
  const needsActivity = last.request === '#world' || last.request === '@temporalio/activity';
  const blamed = intoNodeFile ?? (needsActivity && own.length > 1 && nearest === last ? own.at(-2) : undefined);
  if (blamed !== undefined) return { blamed, problem: activityImport(blamed, last, steps) };
  if (last.request === '#world') return { blamed: last, problem: worldImport(last) };
  const through = nearest === last ? '' : ` (needed by the package \`${nearest.request}\`)`;
  const bare = last.request.replace(/^node:/, '');
  const instead = vendorModules.includes(bare) ? ` Write \`${bare}\`: the SDK has a version of it for workflows.` : '';
  const message = `\`${nearest.from}\` imports \`${last.request}\`${through}, which does not exist where a workflow runs.${instead}`;
  return {
    blamed: nearest,
    problem: { kind: 'forbidden-module', module: last.request, importer: nearest.from, message },
  };
}

function activityImport(blamed: ImportEdge, last: ImportEdge, steps: ImportEdge[]): PlacelessProblem {
  const chain = [...steps.slice(steps.indexOf(blamed)).map((edge) => edge.from), last.request].map(shortenPackage);
  const file = blamed.to ?? blamed.request;
  return {
    kind: 'activity-value-import',
    module: blamed.request,
    importer: blamed.from,
    reaches: last.request,
    chain,
    message: `\`${blamed.from}\` takes a value from \`${file}\`, which needs \`${last.request}\`: workflow code may only import its types.`,
  };
}

function worldImport(edge: ImportEdge): PlacelessProblem {
  const message = `\`${edge.from}\` imports \`#world\`: only activities reach the outside world.`;
  return { kind: 'world-in-workflow', importer: edge.from, message };
}

/** Files of the submission have relative paths; those of packages absolute ones. */
function isOwnFile(file: string): boolean {
  return !/^([/\\]|[a-zA-Z]:)/.test(file);
}

function shortenPackage(step: string): string {
  return isOwnFile(step) ? step : step.replace(/^.*[/\\]node_modules[/\\]/, '').replaceAll('\\', '/');
}
