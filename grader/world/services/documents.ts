import type { Abortable, ServiceOf } from '../service.ts';

/** The desk that looks at the papers of a seller; refuses them with `DocumentsRejected`. */
export interface Documents {
  verify(papers: Abortable & { sellerId: string; documents: string[] }): Promise<void>;
}

export const documents: ServiceOf<Documents> = {
  verify: { effect: 'read', act: () => undefined },
};
