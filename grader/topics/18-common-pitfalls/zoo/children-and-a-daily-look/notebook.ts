export class Notebook {
  #texts: string[] = [];
  add(text: string): number {
    return this.#texts.push(text);
  }
  get size(): number {
    return this.#texts.length;
  }
}
