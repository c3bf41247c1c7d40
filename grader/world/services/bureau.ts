import type { Abortable, ServiceOf } from '../service.ts';

/** The credit bureau: what is known of how somebody has paid so far. It takes its time. */
export interface Bureau {
  report(query: Abortable & { applicant: string }): Promise<{ points: number; defaults: number }>;
}

export const bureau: ServiceOf<Bureau> = {
  report: { effect: 'read', act: () => ({ points: 640, defaults: 0 }) },
};
