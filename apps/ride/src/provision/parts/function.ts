import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { isTagged, tagMap } from '../names.js';
import { unless, waitOut, whilePropagating } from '../patience.js';
import { absent, changes, present } from '../resource.js';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Context, Resource, Tell } from '../resource.js';

/** What a function shall be. */
export interface FunctionWish {
  readonly id: string;
  readonly needs: readonly string[];
  readonly name: string;
  readonly description: string;
  /** The folder in apps/ride/functions with its index.mjs. */
  readonly folder: string;
  readonly role: (context: Context) => string;
  readonly environment: Readonly<Record<string, string>>;
}

const Runtime = 'nodejs22.x';
const Handler = 'index.handler';
/** s */
const Timeout = 60;
/** MB. The SDK is loaded in half the time that it takes with the 128 that are usual. */
const MemorySize = 256;

export const functionPart = ({ id, needs, name, description, folder, role, environment }: FunctionWish): Resource => ({
  part: { id, title: `Lambda function ${name}` },
  needs,
  inspect: async (context) => {
    const { lambda } = context.clients;
    const FunctionName = name;
    const settle = (tell: Tell): Promise<void> => isReady(context, name, tell);
    const ZipFile = zipped(folder);
    const code = createHash('sha256').update(ZipFile).digest('base64');
    const configuration = {
      Runtime,
      Handler,
      Timeout,
      MemorySize,
      Role: role(context),
      Environment: { Variables: environment },
    } as const;
    const answer = await unless(['ResourceNotFoundException'], () => lambda.getFunction({ FunctionName }));
    const found = answer?.Configuration;
    if (answer === undefined || found === undefined) {
      return absent(async (tell) => {
        await whilePropagating(context, tell, isRoleUnknown, () =>
          unless(['ResourceConflictException'], () =>
            lambda.createFunction({
              FunctionName,
              Description: description,
              Code: { ZipFile },
              Tags: tagMap,
              ...configuration,
            }),
          ),
        );
        await settle(tell);
      });
    }
    const variables = found.Environment?.Variables ?? {};
    const differences = [
      ...changes({
        runtime: [found.Runtime, Runtime],
        handler: [found.Handler, Handler],
        'timeout in seconds': [found.Timeout, Timeout],
        'memory in MB': [found.MemorySize, MemorySize],
        role: [found.Role, configuration.Role],
      }),
      ...environmentChanges(variables, environment),
    ];
    const isOtherCode = found.CodeSha256 !== code;
    const isBroken = found.State === 'Failed' || found.LastUpdateStatus === 'Failed';
    if (isBroken) differences.push(`it failed (${found.StateReason ?? found.LastUpdateStatusReason})`);
    return present({
      ours: isTagged(answer.Tags),
      differences: [...differences, ...(isOtherCode ? ['its code is not this version'] : [])],
      settle,
      update: async (tell) => {
        await isQuiet(context, name, tell);
        if (differences.length > 0) {
          await whilePropagating(context, tell, isRoleUnknown, () =>
            lambda.updateFunctionConfiguration({ FunctionName, ...configuration }),
          );
          await isQuiet(context, name, tell);
        }
        if (isOtherCode || isBroken) await lambda.updateFunctionCode({ FunctionName, ZipFile });
        await settle(tell);
      },
      remove: async (tell) => {
        await unless(['ResourceNotFoundException'], () => lambda.deleteFunction({ FunctionName }));
        await waitOut(context, tell, async () => {
          const there = await unless(['ResourceNotFoundException'], () =>
            lambda.getFunctionConfiguration({ FunctionName }),
          );
          return there && 'DELETING';
        });
      },
    });
  },
});

const FUNCTIONS = new URL('../../../functions/', import.meta.url);

/** A zip of the folder's index.mjs, the same bytes whenever and wherever it is made: its hash tells versions apart. */
function zipped(folder: string): Uint8Array {
  const text = readFileSync(new URL(`${folder}/index.mjs`, FUNCTIONS));
  // A zip has local time: the first day that it knows, in the zone of this machine. Unix, readable by everybody.
  return zipSync({ 'index.mjs': [text, { mtime: new Date(1980, 0, 1), level: 9, os: 3, attrs: 0o644 << 16 }] });
}

function environmentChanges(
  found: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): string[] {
  const surplus = Object.keys(found).filter((name) => !Object.hasOwn(wanted, name));
  return [
    ...changes(Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, [found[name], value]]))),
    ...surplus.map((name) => `${name} is set`),
  ];
}

/** Lambda takes as many seconds as IAM takes to spread a new role. */
const isRoleUnknown = ({ name, message }: Error): boolean =>
  name === 'InvalidParameterValueException' && /role/i.test(message) && /assume|exist|permission/i.test(message);

/** Waits until it can be invoked and changed. @throws Error when it has failed */
async function isReady(context: Context, FunctionName: string, tell: Tell): Promise<void> {
  const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = await isQuiet(context, FunctionName, tell);
  if (State === 'Failed') throw new Error(`the function failed: ${StateReason}`);
  if (LastUpdateStatus === 'Failed') throw new Error(`its update failed: ${LastUpdateStatusReason}`);
}

/** Waits until it can be changed, as one can that has failed. */
async function isQuiet({ clients, ...waiting }: Context, FunctionName: string, tell: Tell): Promise<State> {
  let found: State = {};
  await waitOut(waiting, tell, async () => {
    found = await clients.lambda.getFunctionConfiguration({ FunctionName });
    if (found.State === 'Pending') return 'Pending';
    return found.LastUpdateStatus === 'InProgress' ? 'InProgress' : undefined;
  });
  return found;
}

type State = Pick<FunctionConfiguration, 'State' | 'StateReason' | 'LastUpdateStatus' | 'LastUpdateStatusReason'>;
