import { createHash } from 'node:crypto';
import type { RegistryChange } from '@paddock/store';
import { servingVersion, useChanges } from './code-use.js';
import type { LambdaContext } from './context.js';
import { functionArn } from './domain/arns.js';
import type { Code, Configuration, FunctionName, FunctionVersion, LambdaFunction } from './domain/lambda-function.js';
import { functionNotFound, revisionMismatch } from './errors.js';
import { functionsOnly, updateInProgress, wrongState } from './errors-functions.js';

/** What becomes of a function's document, and what is committed with it. */
export interface FunctionEdit<T> {
  /** Undefined when nothing changes. */
  readonly owner?: LambdaFunction | undefined;
  readonly also?: readonly RegistryChange[];
  readonly result: T;
}

/**
 * Changes a function as it is now; asks the callback again when another change came first.
 * @param told the ARN of the error when there is no such function: the unqualified one by default
 * @throws ResourceNotFoundException
 */
export function changeFunction<T>(
  context: LambdaContext,
  named: FunctionName,
  edit: (owner: LambdaFunction) => FunctionEdit<T> | Promise<FunctionEdit<T>>,
  told = functionArn(named),
): Promise<T> {
  const { store } = context;
  return store.change(async () => {
    const found = await store.currentFunction(named);
    if (found === undefined) throw functionNotFound(told);
    const { owner, also = [], result } = await edit(found.value);
    return { changes: owner === undefined ? [] : [store.putFunction(owner, found.version), ...also], result };
  });
}

/** @throws ResourceConflictException while the function is made or updated */
export function assertSettled(owner: LambdaFunction): void {
  const { state, lastUpdateStatus } = owner.latest;
  if (state === 'Pending') throw wrongState(state);
  if (lastUpdateStatus === 'InProgress') throw updateInProgress(functionArn(owner));
}

/** @throws PreconditionFailedException */
export function assertRevision(given: string | undefined, current: { readonly revisionId: string }): void {
  if (given !== undefined && given !== current.revisionId) throw revisionMismatch('GetFunction/GetAlias');
}

/** For operations on functions as a whole. @throws InvalidParameterValueException for a version or an alias */
export function assertUnqualified({ qualifier }: { readonly qualifier: string | undefined }): void {
  if (qualifier !== undefined && qualifier !== '$LATEST') throw functionsOnly();
}

/** A map without a key. */
export function without<V>(map: { readonly [key: string]: V }, key: string): { readonly [key: string]: V } {
  const { [key]: _gone, ...rest } = map;
  return rest;
}

const creating = { stateReason: 'The function is being created.', stateReasonCode: 'Creating' } as const;

/** A version that is about to be: it becomes Active by a transition. */
export const pendingVersion = (
  context: Pick<LambdaContext, 'clock' | 'ids'>,
  configuration: Configuration,
  code: Code,
  version: string,
): FunctionVersion => ({
  ...configuration,
  code,
  version,
  lastModified: context.clock.now(),
  revisionId: context.ids.requestId(),
  state: 'Pending',
  ...creating,
  lastUpdateStatus: 'Successful',
});

/** An update of $LATEST that begins: until its transition ends, invocations run what was there before. */
export function updatedLatest(
  context: LambdaContext,
  owner: LambdaFunction,
  configuration: Configuration,
  code: Code,
): { readonly owner: LambdaFunction; readonly also: readonly RegistryChange[] } {
  const before = owner.latest;
  const latest: FunctionVersion = {
    ...configuration,
    code,
    version: '$LATEST',
    lastModified: context.clock.now(),
    revisionId: context.ids.requestId(),
    state: before.state === 'Pending' ? 'Pending' : 'Active',
    lastUpdateStatus: 'InProgress',
    lastUpdateStatusReason: creating.stateReason,
    lastUpdateStatusReasonCode: creating.stateReasonCode,
  };
  const changed: LambdaFunction = { ...owner, latest, serving: before };
  return {
    owner: changed,
    also: [
      ...useChanges(owner, before, latest),
      ...useChanges(owner, undefined, servingVersion(before)),
      context.transitions.due(changed, latest),
    ],
  };
}

/** Adds the next version, made from $LATEST, which gets a new revision, too. @param made Pending, or Active at once */
export function withVersion(
  context: LambdaContext,
  owner: LambdaFunction,
  { description, made }: { readonly description: string | undefined; readonly made: 'Pending' | 'Active' },
): { readonly owner: LambdaFunction; readonly also: readonly RegistryChange[]; readonly version: FunctionVersion } {
  const { store, transitions, ids } = context;
  const number = String(owner.nextVersion);
  const {
    stateReason: _reason,
    stateReasonCode: _code,
    lastUpdateStatusReason: _updateReason,
    lastUpdateStatusReasonCode: _updateCode,
    ...latest
  } = owner.latest;
  const version: FunctionVersion = {
    ...latest,
    version: number,
    description: description ?? latest.description,
    revisionId: ids.requestId(),
    lastUpdateStatus: 'Successful',
    state: made,
    ...(made === 'Pending' ? creating : {}),
  };
  return {
    owner: {
      ...owner,
      latest: { ...owner.latest, revisionId: ids.requestId() },
      nextVersion: owner.nextVersion + 1,
      published: { version: number, digest: digestOf(owner.latest) },
    },
    also: [
      store.putVersion(owner, version),
      ...useChanges(owner, undefined, version),
      ...(made === 'Pending' ? [transitions.due(owner, version)] : []),
    ],
    version,
  };
}

/** The version that was published last, if $LATEST has not changed since. */
export async function unchangedVersion(
  context: LambdaContext,
  owner: LambdaFunction,
): Promise<FunctionVersion | undefined> {
  const { published, latest } = owner;
  if (published === undefined || published.digest !== digestOf(latest)) return undefined;
  return context.store.currentVersion(owner, published.version);
}

/** Of code and configuration, whatever has become of states and revisions. */
function digestOf(version: FunctionVersion): string {
  const {
    version: _version,
    lastModified: _lastModified,
    revisionId: _revisionId,
    state: _state,
    stateReason: _reason,
    stateReasonCode: _code,
    lastUpdateStatus: _status,
    lastUpdateStatusReason: _updateReason,
    lastUpdateStatusReasonCode: _updateCode,
    ...content
  } = version;
  const entries = Object.entries(content).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('base64url').slice(0, 22);
}
