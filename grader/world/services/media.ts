import type { Abortable, ServiceOf } from '../service.ts';

/** The media store: transcodes a film chunk by chunk; a chunk done twice costs twice. */
export interface Media {
  transcodeChunk(chunk: Abortable & { filmId: string; chunk: number }): Promise<{ bytes: number }>;
}

export const media: ServiceOf<Media> = {
  transcodeChunk: { effect: 'plain', act: ({ chunk }) => ({ bytes: 1000 + chunk }) },
};
