import type { ResourcePolicy } from './domain/lambda-function.js';

/** The text of a policy as GetPolicy answers it and as policies are evaluated. */
export const policyText = ({ statements }: Pick<ResourcePolicy, 'statements'>): string =>
  JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });
