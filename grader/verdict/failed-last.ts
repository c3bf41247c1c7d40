import type { GradeRequest } from './grade.ts';

/** Remembers, by topic, which checks failed when they were last asked. */
export class FailedLast {
  private readonly bySlug = new Map<string, Set<string>>();

  /** The same request, with what failed last asked first; what comes of it is remembered. */
  askedFirst(request: GradeRequest): GradeRequest {
    const { slug } = request.topic;
    const failed = this.bySlug.get(slug) ?? new Set();
    this.bySlug.set(slug, failed);
    return {
      ...request,
      urgent: [...(request.urgent ?? []), ...failed],
      onCheck(check) {
        if (check.status === 'failed') failed.add(check.id);
        if (check.status === 'passed') failed.delete(check.id);
        request.onCheck?.(check);
      },
    };
  }
}
