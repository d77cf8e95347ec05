import { required, structure } from '@paddock/wire';
import { LoginProfile } from '../absent-structures.js';
import { findLoginProfile } from '../absent.js';
import { operation } from '../context.js';
import { onUserOrCaller } from '../lookup.js';
import { UserNameType } from '../shapes.js';

/**
 * No user has a password here.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html
 */
export const getLoginProfile = operation({
  name: 'GetLoginProfile',
  input: structure('GetLoginProfileRequest', { UserName: UserNameType }),
  output: structure('GetLoginProfileResponse', { LoginProfile: required(LoginProfile) }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onUserOrCaller('GetLoginProfile'),
  run: (context, input, request) => findLoginProfile(context, request, input),
});
