import { contextKeysOf, isPolicyDocument, parsePolicy, type PolicyDocument } from '@paddock/policy';
import { structure } from '@paddock/wire';
import { invalidPolicyInput } from '../errors.js';
import { ContextKeyNamesResultListType } from '../shapes.js';

export const contextKeysOutput = structure('GetContextKeysForPolicyResponse', {
  ContextKeyNames: ContextKeyNamesResultListType,
});

/** @throws InvalidInput for a text that is no policy, whether of identities or of resources */
export const contextKeyNames = (texts: readonly string[]) => ({
  ContextKeyNames: contextKeysOf(texts.map((text, index) => readPolicy(text, index + 1))),
});

function readPolicy(text: string, number: number): PolicyDocument {
  const identity = parsePolicy(text.trimStart(), 'identity');
  if (isPolicyDocument(identity)) return identity;
  const resource = parsePolicy(text, 'resource');
  if (!isPolicyDocument(resource)) throw invalidPolicyInput(number);
  return resource;
}
