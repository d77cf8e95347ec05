import { checkPolicy } from './definitions/policies.js';
import type { ResourcePolicy } from './store.js';

/** A policy to be kept. Its revision is the moment of the change. @throws ValidationException for a document that DynamoDB refuses */
export const newPolicy = (text: string, resourceArn: string, now: number): ResourcePolicy => ({
  policy: checkPolicy(text, resourceArn),
  revisionId: String(now),
});
