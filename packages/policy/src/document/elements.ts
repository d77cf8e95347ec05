import type { JsonNode, JsonObject } from './json.js';

/** The elements of an object by name. */
export type Elements = ReadonlyMap<string, JsonNode>;

export const versions: readonly string[] = ['2012-10-17', '2008-10-17'];
export const documentElements: readonly string[] = ['Version', 'Id', 'Statement'];
/** Their case matters: `statement` is another element, and unknown. */
export const statementElements: readonly string[] = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];
/** Of each pair a statement has one at most. */
export const rivals = ['Principal', 'Action', 'Resource'] as const;

/** None of what is no object. Of a key that comes twice the later: who reads a document that may have one asks `repeated` first. */
export const elementsOf = (node: JsonNode | undefined): Elements =>
  new Map(node?.kind === 'object' ? node.members.map((member) => [member.key, member.value]) : []);

/** The first key that an object has for the second time. */
export function repeated(object: JsonObject): string | undefined {
  const seen = new Set<string>();
  for (const { key } of object.members) {
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return undefined;
}

/** The strings of a string or a list of strings; undefined for anything else. */
export function strings(node: JsonNode): readonly string[] | undefined {
  if (node.kind === 'string') return [node.value];
  if (node.kind !== 'array') return undefined;
  const found = node.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  return found.length === node.items.length ? found : undefined;
}

/** What a list holds, or the node itself: `Statement` and the values of conditions need no brackets around a single one. */
export const itemsOf = (node: JsonNode): readonly JsonNode[] => (node.kind === 'array' ? node.items : [node]);

/** Action or NotAction, Resource or NotResource. */
export const eitherOf = (elements: Elements, name: (typeof rivals)[number]): JsonNode | undefined =>
  elements.get(name) ?? elements.get(`Not${name}`);

/** The patterns of Action or NotAction, Resource or NotResource. */
export function patternsOf(elements: Elements, name: 'Action' | 'Resource'): readonly string[] {
  const node = eitherOf(elements, name);
  return (node && strings(node)) ?? [];
}

/** The Sids of statements that have one, and have not left it empty. */
export const sidsOf = (statements: readonly Elements[]): readonly string[] =>
  statements.flatMap((statement) => {
    const sid = statement.get('Sid');
    return sid?.kind === 'string' && sid.value !== '' ? [sid.value] : [];
  });

/** As IAM wants a Sid; other services are less strict. */
export const isSid = (sid: string): boolean => /^[\dA-Za-z]*$/.test(sid);

export function firstFault<T, F>(items: readonly T[], faultOf: (item: T) => F | undefined): F | undefined {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
