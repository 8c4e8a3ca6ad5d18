import { fold } from '@/db/model/values/fold';

/** Whether each typed word begins a word of the text, in any spelling that `fold` makes equal. */
export function matchesWords(text: string, typed: string): boolean {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u);
  return wordsOf(typed).every((sought) => words.some((word) => word.startsWith(sought)));
}

function wordsOf(typed: string): string[] {
  return fold(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
