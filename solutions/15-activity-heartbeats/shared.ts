/** A film to transcode: up to 40 chunks, numbered from 0; a chunk takes up to a minute. */
export interface FilmInput {
  filmId: string;
  chunks: number;
}

/** What is said of a finished film: how many chunks it has. */
export interface FilmResult {
  chunks: number;
}
