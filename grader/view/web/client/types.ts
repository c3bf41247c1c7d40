import { LSPClient, languageServerExtensions } from '@codemirror/lsp-client';
import { cleanMarkup } from './clean-markup.ts';
import type { OpenFile } from './editor.ts';

/** Where the server lets the language server see the exercise. */
const folderAddress = 'file:///exercise';

/** TypeScript's language server, as the page sees it. */
export interface Types {
  /** What it has said. */
  hear(text: string): void;
  end(): void;
}

/** Gives the editors types and errors; `send` takes what the language server is to hear. */
export function openTypes(files: readonly OpenFile[], send: (text: string) => void): Types {
  const handlers = new Set<(text: string) => void>();
  const client = new LSPClient({
    rootUri: folderAddress,
    sanitizeHTML: cleanMarkup,
    extensions: languageServerExtensions(),
    timeout: 10_000,
  }).connect({
    send,
    subscribe: (handler) => void handlers.add(handler),
    unsubscribe: (handler) => void handlers.delete(handler),
  });
  for (const file of files) file.addTypes(client.plugin(`${folderAddress}/${file.name}`, 'typescript'));
  return {
    hear: (text) => {
      for (const handler of handlers) handler(text);
    },
    end: () => {
      client.disconnect();
      for (const file of files) file.addTypes([]);
    },
  };
}
