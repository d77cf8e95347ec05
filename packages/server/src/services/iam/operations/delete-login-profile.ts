import { structure } from '@paddock/wire';
import { findLoginProfile } from '../absent.js';
import { operation } from '../context.js';
import { onUserOrCaller } from '../lookup.js';
import { UserNameType } from '../shapes.js';

/**
 * No user has a password here. Terraform deletes it before the user, and takes NoSuchEntity for an answer.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteLoginProfile.html
 */
export const deleteLoginProfile = operation({
  name: 'DeleteLoginProfile',
  input: structure('DeleteLoginProfileRequest', { UserName: UserNameType }),
  output: undefined,
  errors: ['EntityTemporarilyUnmodifiable', 'NoSuchEntity', 'LimitExceeded', 'ServiceFailure'],
  needs: onUserOrCaller('DeleteLoginProfile'),
  run: (context, input, request) => findLoginProfile(context, request, input),
});
