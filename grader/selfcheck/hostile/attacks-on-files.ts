import { type Attack, inActivity, inWorkflow } from './attack.ts';

const solution = '../../solutions/04-activities-external-interactions';

/** Imports that lead out of the folder, links, and configuration that would redirect them. */
export const attacksOnFiles: readonly Attack[] = [
  {
    name: 'import-of-the-solution',
    tries: 'The workflow is the solution’s, imported.',
    base: 'shipped',
    files: () => ({ 'workflows.ts': `export { invoice } from '${solution}/workflows';\n` }),
    verdict: { kind: 'unrunnable', first: 'outside-import' },
  },
  {
    name: 'import-by-absolute-path',
    tries: 'A file is imported by its absolute path.',
    base: 'shipped',
    files: () => ({ 'workflows.ts': "export { invoice } from '/etc/hostname';\n" }),
    verdict: { kind: 'unrunnable', first: 'outside-import' },
  },
  {
    name: 'import-by-url',
    tries: 'Code is imported from the network.',
    base: 'shipped',
    files: () => ({ 'workflows.ts': "export { invoice } from 'https://example.com/workflows.ts';\n" }),
    verdict: { kind: 'unrunnable', first: 'outside-import' },
  },
  {
    name: 'import-through-a-link',
    tries: 'A link in the folder leads to the solution.',
    base: 'shipped',
    files: () => ({ 'workflows.ts': "export { invoice } from './right';\n" }),
    links: { 'right.ts': 'solutions/04-activities-external-interactions/workflows.ts' },
    verdict: { kind: 'unrunnable', first: 'outside-import' },
  },
  {
    name: 'import-through-a-linked-folder',
    tries: 'A linked folder leads to the solution.',
    base: 'shipped',
    files: () => ({ 'workflows.ts': "export { invoice } from './answers/workflows';\n" }),
    links: { answers: 'solutions/04-activities-external-interactions' },
    verdict: { kind: 'unrunnable', first: 'outside-import' },
  },
  {
    name: 'package-of-ones-own',
    tries: 'A package of its own takes the place of the SDK.',
    base: 'shipped',
    files: () => ({
      'node_modules/@temporalio/workflow/index.ts':
        'export const proxyActivities = () => ({});\nexport const log = console;\n',
      'node_modules/@temporalio/workflow/package.json': '{ "name": "@temporalio/workflow", "main": "index.ts" }\n',
    }),
    verdict: { kind: 'failed' },
  },
  {
    name: 'redirecting-configuration',
    tries: 'A tsconfig.json and a package.json of its own redirect what is imported.',
    base: 'solution',
    files: () => ({
      'tsconfig.json':
        '{ "compilerOptions": { "paths": { "@temporalio/workflow": ["./mine.ts"], "#world": ["./mine.ts"] } } }\n',
      'package.json': '{ "type": "commonjs", "imports": { "#world": "./mine.ts" } }\n',
      'mine.ts': "throw new Error('redirected');\n",
    }),
    verdict: { kind: 'passed' },
  },
  {
    name: 'dynamic-import',
    tries: 'The workflow imports a module of Node while it runs.',
    base: 'solution',
    files: inWorkflow("await import('node:fs');"),
    verdict: { kind: 'unrunnable', first: 'forbidden-module' },
  },
  {
    name: 'computed-require',
    tries: 'The workflow asks for a module by a name that nobody can read.',
    base: 'solution',
    files: inWorkflow("(globalThis as any)['req' + 'uire']('node:fs');"),
    verdict: { kind: 'failed' },
  },
  {
    name: 'own-folder-removed',
    tries: 'It removes the folder it stands in.',
    base: 'solution',
    files: inActivity('rmSync(process.cwd(), { recursive: true, force: true });', "import { rmSync } from 'node:fs';"),
    verdict: { kind: 'passed' },
  },
  {
    name: 'services-socket-removed',
    tries: 'It removes the socket of the services.',
    base: 'solution',
    files: inActivity(
      "try { rmSync(process.env.KATA_WORLD ?? '', { force: true }); } catch { /* gone */ }",
      "import { rmSync } from 'node:fs';",
    ),
    verdict: { kind: 'failed' },
  },
  {
    name: 'huge-file',
    tries: 'A file is larger than anybody would write.',
    base: 'solution',
    files: () => ({ 'notes.ts': `// ${'x'.repeat(2 * 1024 * 1024)}\n` }),
    verdict: { kind: 'passed' },
  },
  {
    name: 'hundreds-of-files',
    tries: 'The folder holds more files than anybody would look at.',
    base: 'solution',
    files: () => Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`zz/part-${i}.ts`, 'export {};\n'])),
    verdict: { kind: 'passed' },
  },
];
