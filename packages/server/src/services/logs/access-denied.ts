import { AwsError } from '@paddock/wire';
import type { AuthorizationNeed } from '../../request-context.js';

/** Marks the need of tagging a group that is made: AWS denies it in words of its own. */
export const withTags = 'CreateLogGroup with Tags';

/** The error that says that a principal may not. */
export const accessDenied = (message: string, { called, resources }: AuthorizationNeed): AwsError => {
  const account = resources[0]?.split(':')[4] ?? '';
  const text =
    called === withTags
      ? `User with accountId: ${account} is not authorized to perform ${withTags}. An additional permission "logs:TagResource" is required.`
      : message;
  return new AwsError('AccessDeniedException', text);
};
