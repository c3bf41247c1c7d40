import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyField, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { FileState } from '../messages.ts';
import { keepDraft, readDraft } from './drafts.ts';

/** What a save replaces. */
export interface Base {
  hash: string;
  text: string;
}

/** A file in its editor. */
export interface OpenFile {
  name: string;
  view: EditorView;
  /** What lay on the disk when editor and disk were last the same, or the reader chose between them. */
  readonly base: Base;
  isDirty(): boolean;
  /** Says what lies on the disk now, as far as the editor is concerned. */
  settle(base: Base): void;
  /** Puts another text in, as one step that can be undone. */
  replace(text: string): void;
  addTypes(extension: Extension): void;
}

export interface EditorPlace {
  folder: string;
  parent: HTMLElement;
  onSave(): void;
  onEdit(): void;
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], class: 'tok-keyword' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], class: 'tok-string-expression' },
  { tag: [tags.number, tags.bool, tags.null], class: 'tok-constant' },
  { tag: tags.comment, class: 'tok-comment' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], class: 'tok-function' },
  { tag: [tags.typeName, tags.className], class: 'tok-constant' },
]);

/** Opens a file in an editor; what was being written when the page was left is there again, undo included. */
export function openFile(file: FileState, { folder, parent, onSave, onEdit }: EditorPlace): OpenFile {
  const types = new Compartment();
  const save = () => {
    onSave();
    return true;
  };
  const extensions: Extension[] = [
    ...[lineNumbers(), lintGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets()],
    ...[highlightActiveLine(), EditorView.lineWrapping, javascript({ typescript: true }), syntaxHighlighting(colours)],
    EditorState.lineSeparator.of(file.text.includes('\r\n') ? '\r\n' : '\n'),
    EditorState.readOnly.of(!file.edited),
    EditorView.contentAttributes.of({
      tabindex: '0',
      'aria-label': `${file.name}${file.edited ? '' : ', given, not to be edited'}`,
    }),
    keymap.of([
      ...['Mod-s', 'Mod-Enter'].map((key) => ({ key, preventDefault: true, run: save })),
      ...[...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap],
    ]),
    types.of([]),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      keep();
      onEdit();
    }),
  ];
  const view = new EditorView({ parent, state: restore(file, folder, extensions) });
  let base: Base = { hash: file.hash, text: file.text };
  const textOf = () => view.state.sliceDoc();
  const keep = () =>
    keepDraft(folder, file.name, { base: base.hash, state: view.state.toJSON({ history: historyField }) });
  return {
    name: file.name,
    view,
    get base() {
      return base;
    },
    isDirty: () => textOf() !== base.text,
    settle(now) {
      base = now;
      keep();
    },
    replace: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    addTypes: (extension) => view.dispatch({ effects: types.reconfigure(extension) }),
  };
}

function restore(file: FileState, folder: string, extensions: Extension[]): EditorState {
  const draft = file.edited ? readDraft(folder, file.name) : undefined;
  // Something else lies on the disk than what the draft was made from: the disk is right.
  const fits = draft && (draft.base === file.hash || draft.state.doc === file.text);
  if (fits) {
    try {
      return EditorState.fromJSON(draft.state, { extensions }, { history: historyField });
    } catch {
      // Written by another version of the editor.
    }
  }
  return EditorState.create({ doc: file.text, extensions });
}

/** Goes to a place in a file; line and column from 1. */
export function goTo({ view }: OpenFile, line: number, column: number): void {
  const { doc } = view.state;
  const at = doc.line(Math.min(Math.max(1, line), doc.lines));
  const anchor = Math.min(at.to, at.from + Math.max(0, column - 1));
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
  view.focus();
}
