import { words } from '@/db/model/values/fold';
import { conceptOf, emptyWords, weightOf } from './concepts';

/** How much of a summary is compared: its first sentences say what happened. */
const comparedLength = 400;
/** Long enough that inflected forms of a word, in Turkish and Russian too, begin the same. */
const stemLength = 5;

/** The words of a text that say something, each as its concept or stem. */
export function titleWordsOf(text: string): string[] {
  return significantWordsOf(text).map(stemOf);
}

/** The folded words of a text that say something, each once. */
export function significantWordsOf(text: string): string[] {
  return [...new Set(words(text))].filter((word) => word.length > 1 && !emptyWords.has(word));
}

function stemOf(word: string): string {
  return conceptOf(word) ?? word.slice(0, stemLength);
}

type Text = { title: string; summary: string };

/** A text as it is compared; make it once for many comparisons. */
export type ComparedText = { title: ReadonlySet<string>; whole: ReadonlySet<string> };

export function comparedText({ title, summary }: Text): ComparedText {
  const own = titleWordsOf(title);
  return {
    title: new Set(own),
    whole: new Set([...own, ...titleWordsOf(summary.slice(0, comparedLength))]),
  };
}

/** How near two texts are, 0 to 1: by their titles, or by their titles and beginnings. Symmetric. */
export function textNearness(one: ComparedText, other: ComparedText): number {
  return Math.max(nearness(one.title, other.title), nearness(one.whole, other.whole));
}

/** The share of weight that two sets of words have in common (Dice). One word in common is no sign. */
function nearness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((word) => other.has(word));
  if (common.length < 2) return 0;
  return (2 * sumOf(common)) / (sumOf(one) + sumOf(other));
}

function sumOf(stems: Iterable<string>): number {
  let sum = 0;
  for (const stem of stems) sum += weightOf(stem);
  return sum;
}
