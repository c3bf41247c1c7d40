import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findTopic } from '../../catalog/find-topic.ts';
import { readCatalog } from '../../catalog/read-catalog.ts';
import type { Topic } from '../../catalog/topic.ts';
import { rootDir } from '../../host/places.ts';
import { readSubmission } from '../../submission/submission.ts';
import { loadChecks } from '../../verdict/topic-checks.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { type Graders, openGraders } from '../zoo/graders.ts';
import { findingsOf } from '../zoo/judge.ts';

const root = rootDir;
const { env, platform, arch } = process;
const catalog = await readCatalog(root);
const asked = (env.KATA_TOPICS ?? '').split(' ').filter((word) => word !== '');
const topics = asked.length > 0 ? asked.map((word) => findTopic(catalog, word)) : catalog.topics;

let opened: Promise<Graders> | undefined;
afterAll(async () => (await opened)?.close());

for (const topic of topics) {
  describe(topic.folder, async () => {
    let graded: Promise<Verdict> | undefined;
    const { checks } = await loadChecks(root, topic);
    for (const { id, claim } of checks) {
      test.skipIf(!existsSync(join(root, topic.exercise)))(claim, async (context) => {
        graded ??= grade(topic);
        const verdict = await graded;
        const summary = verdict.checks.find((check) => check.id === id);
        if (summary?.status === 'passed') return;
        if (summary?.status === 'skipped') context.skip(`because of ${summary.because}`);
        expect.fail(tell(verdict, `${topic.slug}/${id}`));
      });
    }
  });
}

async function grade(topic: Topic): Promise<Verdict> {
  opened ??= openGraders({ root, env, platform, arch, lanes: 1, path: 'fast', report: () => {} });
  const submission = await readSubmission({ dir: join(root, topic.exercise), origin: 'exercise' });
  const seed = randomInt(1, 1_000_000);
  return (await (await opened).examine({ topic, submission, seed })).verdict;
}

function tell(verdict: Verdict, id: string): string {
  if (verdict.kind === 'inconclusive') return `Not your code: ${verdict.fault.message} ${verdict.fault.repair}`;
  const findings = findingsOf(verdict);
  const finding = findings.find((own) => own.id === id) ?? findings[0];
  if (!finding) return 'This check did not run.';
  const { claim, did, saw, why, read, where, caret } = finding;
  const place = where ? [`${where.file}:${where.line}:${where.column}`] : [];
  return [claim, ...place, ...(caret ? [caret] : []), did, saw, why, `Read ${read}.`].join('\n');
}
