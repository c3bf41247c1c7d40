import { createHash } from 'node:crypto';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineChoice } from './engine.ts';
import { findJava, type Java } from './java.ts';
import { fetchJars, jarsDir, readJars } from './maven.ts';
import { openScratch } from './place.ts';
import { type Proof, proveEngine } from './prove.ts';
import { installJavaAndMaven } from './repair.ts';
import { type Attempt, attempt, refuse, type Search } from './way.ts';

/** The third way: the official JVM artifact, fetched once by Maven and run by Java. */
export async function tryJvm(search: Search): Promise<Attempt> {
  const version = await readPinnedVersion();
  const found = await findJava(search);
  if (found.kind === 'refused') {
    const fetched = (await readJars(jarsDir(search.place, version))).length > 0;
    return refuse('jvm', found.reason, fetched ? found.repair : installJavaAndMaven(search.platform));
  }
  const { java } = found;
  const dir = jarsDir(search.place, version);
  const there = await readJars(dir);
  const jars = there.length > 0 ? { kind: 'found' as const, files: there } : await fetchJars(dir, java, search);
  if (jars.kind === 'refused') return refuse('jvm', jars.reason, jars.repair);

  const choice: EngineChoice = { kind: 'jvm', version, java: java.executable, classPath: jars.files };
  const trained = await train(choice, java, search);
  const repair = `Run \`rm -r ${dir}\` and then \`npx kata doctor\`: it fetches the engine again.`;
  return trained ?? attempt(choice, search.keeper, repair);
}

/** The version of the artifact that the pom pins. */
export async function readPinnedVersion(): Promise<string> {
  const pom = await readFile(fileURLToPath(new URL('pom.xml', import.meta.url)), 'utf8');
  const [, version] = /<artifactId>temporal-test-server<\/artifactId>\s*<version>([^<]+)<\/version>/.exec(pom) ?? [];
  if (version === undefined) throw new Error('pom.xml does not pin temporal-test-server');
  return version;
}

/** Proves the choice with its class-data archive, which halves each later start; `undefined` when that does not work. */
async function train(choice: EngineChoice & { kind: 'jvm' }, java: Java, search: Search): Promise<Attempt | undefined> {
  const archive = join(search.place, `classes-${await keyOf(choice, java)}.jsa`);
  if (await stat(archive).catch(() => undefined)) {
    const again = await attempt({ ...choice, archive }, search.keeper, '');
    if (again.kind === 'found') return again;
    await rm(archive, { force: true });
  }
  search.report("Preparing Temporal's test server (once, a few seconds)…");
  const scratch = await openScratch(search.place);
  try {
    const archiveTo = join(scratch, 'classes.jsa');
    const proof: Proof = await proveEngine(choice, search.keeper, { archiveTo });
    const written = await rename(archiveTo, archive).then(
      () => true,
      () => false,
    );
    return { kind: 'found', choice: written ? { ...choice, archive } : choice, proof };
  } catch {
    // A Java that knows no such archive refuses the option: then it has to do without.
    return undefined;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** An archive fits one build of Java and exactly these files; the JVM itself compares their sizes and times. */
async function keyOf({ classPath }: { classPath: string[] }, java: Java): Promise<string> {
  const hash = createHash('sha256').update(java.executable).update(java.version);
  for (const file of classPath) {
    const { size, mtimeMs } = await stat(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}
