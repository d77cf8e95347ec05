/** Whether an object in a JSON text has a key twice, which JSON.parse does not tell. The text is valid JSON. */
export function hasRepeatedKey(json: string): boolean {
  /** The keys of the objects that are open; undefined for an array. */
  const open: (Set<string> | undefined)[] = [];
  for (const [token] of json.matchAll(/[{}[\]]|"(?:[^"\\]|\\.)*"\s*:?/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token.endsWith(':')) {
      const keys = open.at(-1);
      const key = JSON.parse(token.slice(0, -1)) as string;
      if (keys?.has(key)) return true;
      keys?.add(key);
    }
  }
  return false;
}
