export interface DraftTag {
  readonly key: string;
  readonly value: string;
}

export type TagProblem = 'missing' | 'twice' | 'long';

/** What the API would refuse, by the tag's place. */
export function tagProblems(tags: readonly DraftTag[]): ReadonlyMap<number, TagProblem> {
  const problems = new Map<number, TagProblem>();
  const keys = new Set<string>();
  tags.forEach(({ key, value }, index) => {
    if (key.trim() === '' || key.length > 128) problems.set(index, 'missing');
    else if (keys.has(key)) problems.set(index, 'twice');
    else if (value.length > 256) problems.set(index, 'long');
    keys.add(key);
  });
  return problems;
}

export const tagsOf = (tags: readonly DraftTag[]) => tags.map(({ key, value }) => ({ Key: key, Value: value }));

/** What must be called so that there are these tags: those that are gone, and those that are new or other. */
export function tagChanges(before: readonly DraftTag[], after: readonly DraftTag[]) {
  const kept = new Set(after.map(({ key }) => key));
  const was = new Map(before.map(({ key, value }) => [key, value]));
  return {
    removed: before.filter(({ key }) => !kept.has(key)).map(({ key }) => key),
    set: after.filter(({ key, value }) => was.get(key) !== value),
  };
}
