import type { Note } from './note.ts';
import { indexNotes, type NoteIndex } from './note-index.ts';

/** Where an agent gets its notes from. Rejects with the store's own error. */
export type Knowledge = { readonly read: () => Promise<NoteIndex> };

/**
 * Notes that are loaded when they are first asked for and again once they are `maxAgeMs` old. Who asks while they are
 * being loaded waits for the same load; a load that failed is not kept.
 */
export const freshKnowledge = (source: {
  readonly load: () => Promise<readonly Note[]>;
  readonly nowMs: () => number;
  readonly maxAgeMs: number;
}): Knowledge => {
  let held: { readonly index: Promise<NoteIndex>; readonly loadedAtMs: number } | undefined;
  const load = (): Promise<NoteIndex> => {
    const index = source.load().then(indexNotes);
    held = { index, loadedAtMs: source.nowMs() };
    index.catch(() => {
      if (held?.index === index) held = undefined;
    });
    return index;
  };
  const isFresh = (loadedAtMs: number): boolean => source.nowMs() - loadedAtMs < source.maxAgeMs;
  return { read: () => (held !== undefined && isFresh(held.loadedAtMs) ? held.index : load()) };
};
