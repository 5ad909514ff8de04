import { closest, distance } from 'fastest-levenshtein';

/** `, did you mean X?` where a word is close to one of those known; nothing otherwise. */
export function didYouMean(word: string, known: readonly string[]): string {
  const nearest = closest(word, [...known]);
  return distance(word, nearest) <= Math.max(1, Math.floor(nearest.length / 3)) ? `, did you mean ${nearest}?` : '';
}
