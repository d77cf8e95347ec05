/**
 * Which of an alias's versions an invocation goes to.
 * @param weights shares by additional version, 0 to 1
 * @param chance from 0 up to but not including 1
 * @returns undefined for the main version
 */
export function pickVersion(weights: { readonly [version: string]: number }, chance: number): string | undefined {
  let rest = chance;
  for (const [version, weight] of Object.entries(weights)) {
    if (rest < weight) return version;
    rest -= weight;
  }
  return undefined;
}
