import { contextKeysOf, isPolicyDocument, parsePolicy, type PolicyDocument } from '@paddock/policy';
import { structure } from '@paddock/wire';
import { invalidPolicyInput } from '../errors.js';
import { ContextKeyNamesResultListType } from '../shapes.js';
import { readEach } from './turns.js';

export const contextKeysOutput = structure('GetContextKeysForPolicyResponse', {
  ContextKeyNames: ContextKeyNamesResultListType,
});

/** @throws InvalidInput for a text that is no policy, whether of identities or of resources */
export async function contextKeyNames(texts: readonly string[]) {
  const keys = await readEach(
    texts,
    (text) => text,
    (text, index) => contextKeysOf([readPolicy(text, index + 1)]),
  );
  return { ContextKeyNames: distinctKeys(keys.flat()) };
}

/** Each key as it is written first: its case does not matter. */
export function distinctKeys(keys: readonly string[]): string[] {
  const byLowerCase = new Map<string, string>();
  for (const key of keys) if (!byLowerCase.has(key.toLowerCase())) byLowerCase.set(key.toLowerCase(), key);
  return [...byLowerCase.values()];
}

function readPolicy(text: string, number: number): PolicyDocument {
  const identity = parsePolicy(text.trimStart(), 'identity');
  if (isPolicyDocument(identity)) return identity;
  const resource = parsePolicy(text, 'resource');
  if (!isPolicyDocument(resource)) throw invalidPolicyInput(number);
  return resource;
}
