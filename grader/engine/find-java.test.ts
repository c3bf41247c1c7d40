import { readdir, readFile, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findEngine, openSearch } from './find.ts';
import { type Base, openBase, openSandbox, type Sandbox } from './find-sandbox.ts';
import { findJava } from './java.ts';

let base: Base;
let box: Sandbox;

beforeAll(async () => {
  base = await openBase();
}, 120_000);

afterAll(() => base.close());

beforeEach(async () => {
  box = await openSandbox(base);
});

test('without Java, with an old one, and with a broken one, the way through Java says what to install', async () => {
  expect(await box.findNone({ platform: 'linux' })).toMatch(
    /no Java in JAVA_HOME or PATH[\s\S]*apt-get install openjdk-17-jre-headless maven/,
  );
  expect(await box.findNone({ platform: 'darwin' })).toMatch(/brew install openjdk@17 maven/);
  await box.writeJava('11.0.2');
  expect(await box.findNone()).toMatch(/java is Java 11; 17 is needed/);
  await box.writeJava('1.8.0_392');
  expect(await box.findNone()).toMatch(/java is Java 8; 17 is needed/);
  await box.script(join(box.bin, 'java'), 'echo "The operation couldn’t be completed." >&2; exit 1');
  expect(await box.findNone()).toMatch(/does not say its version/);
});

test('JAVA_HOME comes before PATH, and a useless one is passed over', async () => {
  const home = join(box.root, 'home');
  const search = async () => findJava(await openSearch(await box.options({ env: { PATH: box.bin, JAVA_HOME: home } })));
  await box.writeJava('17.0.1');
  expect(await search()).toMatchObject({ java: { executable: join(box.bin, 'java'), home: undefined, major: 17 } });

  const inHome = await box.script(join(home, 'bin', 'java'), `echo 'openjdk version "21" 2023-09-19' >&2`);
  expect(await search()).toMatchObject({ java: { executable: inHome, home, major: 21 } });

  await box.script(inHome, `echo 'openjdk version "1.8.0_392"' >&2`);
  expect(await search()).toMatchObject({ java: { executable: join(box.bin, 'java'), major: 17 } });
});

test('without Maven, the way through Java says what to install', async () => {
  await box.writeJava('17.0.15');
  expect(await box.findNone({ platform: 'linux' })).toMatch(/no Maven \(mvn\) in PATH[\s\S]*apt-get install maven/);
});

test.each([
  [
    'no network',
    'echo "[ERROR] Could not transfer artifact: Unknown host repo.example" >&2; exit 1',
    /could not reach its repository\. It printed: Could not transfer/,
  ],
  [
    'a page with another checksum',
    'echo "[ERROR] Checksum validation failed, expected <html>" >&2; exit 1',
    /given something else than what it asked for/,
  ],
  [
    'a page as a pom',
    'echo "[FATAL] Non-parseable POM: unexpected markup <!d" >&2; exit 1',
    /given something else than what it asked for/,
  ],
  [
    'pages as jars',
    'echo "<html>sign in</html>" > "$dir/temporal-test-server-1.38.0.jar"',
    /what Maven fetched are not jars/,
  ],
  ['nothing at all', 'exit 0', /what Maven fetched are not jars/],
  [
    'half a jar',
    'printf "PK\\003\\004 and no end of it" > "$dir/temporal-test-server-1.38.0.jar"',
    /what Maven fetched are not jars/,
  ],
])('Maven that meets %s', async (_, body, reason) => {
  await box.writeJava('17.0.15');
  const readDir =
    'for arg; do case "$arg" in -DoutputDirectory=*) dir=$(echo "$arg" | cut -d= -f2-); mkdir -p "$dir";; esac; done';
  await box.script(join(box.bin, 'mvn'), `${readDir}\n${body}`);
  const said = await box.findNone({ env: { PATH: `${box.bin}:/usr/bin:/bin` } });
  expect(said).toMatch(reason);
  expect(said).toMatch(/settings\.xml/);
  expect((await readdir(join(box.root, '.kata', 'engine'))).filter((file) => /^(jars|part)-/.test(file))).toEqual([]);
});

test('real jars that Maven fetches are proven, with an archive of their classes', async () => {
  if (box.real.kind !== 'jvm') return;
  const jars = dirname(box.real.classPath[0] ?? '');
  const readDir = 'for arg; do case "$arg" in -DoutputDirectory=*) dir=$(echo "$arg" | cut -d= -f2-);; esac; done';
  await box.script(join(box.bin, 'mvn'), `${readDir}\nmkdir -p "$dir"; cp '${jars}'/*.jar "$dir"`);
  await symlink(box.real.java, join(box.bin, 'java'));
  const found = await findEngine(await box.options({ env: { PATH: `${box.bin}:/usr/bin:/bin` } }));
  expect(found.choice).toMatchObject({
    kind: 'jvm',
    version: box.real.version,
    archive: expect.stringMatching(/classes-\w+\.jsa$/),
  });
  expect(found.refused.map(({ way }) => way)).toEqual(['native']);

  const saved = await readFile(join(box.root, '.kata', 'engine', 'choice.json'), 'utf8');
  await rm(found.choice.kind === 'jvm' ? (found.choice.archive ?? '') : '');
  const { choice } = await findEngine(await box.options({ env: { PATH: box.bin } }));
  expect(choice).not.toHaveProperty('archive');
  expect(JSON.parse(saved).choice.classPath).toHaveLength(box.real.classPath.length);
}, 180_000);
