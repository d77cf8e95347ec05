import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import { groupArn, parseGroupArn, streamArn, type GroupName } from './domain/arn.js';
import {
  eitherNameOrResource,
  groupNotFound,
  invalidArn,
  nameAndIdentifier,
  neitherNameNorIdentifier,
  resourceMissing,
} from './errors.js';

/** How an input names its group. */
export interface GroupReference {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}

/** The group of that name in the caller's account and region. */
export const ownGroup = (name: string, { principal, region }: RequestContext): GroupName => ({
  account: principal.account,
  region,
  name,
});

/**
 * The group that a name or an ARN names.
 * @throws InvalidParameterException for the ARN of something else, ResourceNotFoundException for a group of another account or region, which
 *   only linked accounts see
 */
export function identifiedGroup(identifier: string, request: RequestContext): GroupName {
  if (!identifier.startsWith('arn:')) return ownGroup(identifier, request);
  const named = parseGroupArn(identifier);
  if (named === undefined) throw invalidArn(identifier);
  if (named.account !== request.principal.account || named.region !== request.region) throw groupNotFound();
  return named;
}

/** @throws ValidationException when the input names none, or two */
export function namedGroup(
  { logGroupName: name, logGroupIdentifier: identifier }: GroupReference,
  request: RequestContext,
): GroupName {
  if (name !== undefined && identifier !== undefined) throw nameAndIdentifier();
  if (name !== undefined) return ownGroup(name, request);
  if (identifier === undefined) throw neitherNameNorIdentifier();
  return identifiedGroup(identifier, request);
}

/** As AWS's denials name a group to which an operation is: with no stream's name at its end. */
export const wholeGroup = (named: GroupName): string => streamArn(named, '');

/** The need of operations on the group that the input names. */
export const onGroup =
  (action: string) =>
  (_context: unknown, input: GroupReference, request: RequestContext): AuthorizationNeed => ({
    action: `logs:${action}`,
    resources: [wholeGroup(namedGroup(input, request))],
  });

/** The need of operations on a stream. */
export const onStream =
  (action: string) =>
  (
    _context: unknown,
    input: GroupReference & { readonly logStreamName: string },
    request: RequestContext,
  ): AuthorizationNeed => ({
    action: `logs:${action}`,
    resources: [streamArn(namedGroup(input, request), input.logStreamName)],
  });

/** The need of operations that list: AWS's resource names no group. */
export const onAllGroups =
  (action: string) =>
  (_context: unknown, _input: unknown, { principal, region }: RequestContext): AuthorizationNeed => ({
    action: `logs:${action}`,
    resources: [wholeGroup({ account: principal.account, region, name: '' })],
  });

/** The need of operations that AWS authorizes on no particular resource. */
export const onAnything = (action: string) => (): AuthorizationNeed => ({
  action: `logs:${action}`,
  resources: ['*'],
});

/** The need of operations on tags, on the group's ARN as they have it. */
export const onGroupTags = (action: string, named: GroupName): AuthorizationNeed => ({
  action: `logs:${action}`,
  resources: [groupArn(named)],
});

/**
 * The group that the ARN of a tagged resource names.
 * @throws InvalidParameterException for what is no ARN, ResourceNotFoundException for what has no tags here
 */
export function taggedGroup(arn: string, request: RequestContext): GroupName {
  if (!arn.startsWith('arn:')) throw invalidArn(arn);
  const named = parseGroupArn(arn);
  if (named === undefined || named.account !== request.principal.account || named.region !== request.region)
    throw resourceMissing();
  return named;
}

interface EncryptedReference {
  readonly logGroupName?: string | undefined;
  readonly resourceIdentifier?: string | undefined;
}

/** The group whose key is meant. @throws InvalidParameterException when the input names none, two, or what is no group: queries' results have no keys here */
export function encryptedGroup(input: EncryptedReference, request: RequestContext): GroupName {
  const { logGroupName: name, resourceIdentifier: identifier } = input;
  if ((name === undefined) === (identifier === undefined)) throw eitherNameOrResource();
  if (name !== undefined) return ownGroup(name, request);
  return identifiedGroup((identifier ?? '').replace(/:\*$/, ''), request);
}

export const onEncrypted =
  (action: string) =>
  (_context: unknown, input: EncryptedReference, request: RequestContext): AuthorizationNeed => ({
    action: `logs:${action}`,
    resources: [wholeGroup(encryptedGroup(input, request))],
  });
