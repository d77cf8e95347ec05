import { contextKeysOf, type ContextKeys, type PolicyPrincipal } from '@paddock/policy';
import type { RequestContext } from '../../../request-context.js';
import type { IamContext } from '../context.js';
import {
  actionWithoutService,
  callerMissing,
  invalidCaller,
  invalidEntityArn,
  invalidResourceArn,
  invalidResourceOwner,
  resourceHandlingUnsupported,
} from '../errors.js';
import { readContextEntries } from './context-entries.js';
import { distinctKeys } from './context-key-names.js';
import { parseEntityArn, type PolicySourceEntity } from './policy-source.js';
import type { SimulationInput } from './shapes.js';
import {
  boundaryInput,
  keptPolicy,
  policyInput,
  resourcePolicyInput,
  type SimulatedPolicy,
} from './simulated-policy.js';
import { readEach } from './turns.js';

/** All that answers of a simulation follow from. */
export interface Simulation {
  readonly identity: readonly SimulatedPolicy[];
  readonly boundary: SimulatedPolicy | undefined;
  /** The policy of every resource. */
  readonly resourcePolicy: SimulatedPolicy | undefined;
  readonly caller: PolicyPrincipal & { readonly account: string };
  /** The account that owns the resources, if it is said. */
  readonly owner: string | undefined;
  readonly context: ContextKeys;
  /** Keys that the policies ask for and nobody gave a value. */
  readonly missingKeys: readonly string[];
  /** `*` alone when none is named. */
  readonly resources: readonly string[];
  readonly namesResources: boolean;
}

/**
 * Reads and checks what SimulateCustomPolicy and SimulatePrincipalPolicy have in common.
 * @param source whose policies are simulated besides those given
 * @throws InvalidInput
 */
export async function readSimulation(
  { store, clock }: IamContext,
  request: RequestContext,
  input: SimulationInput,
  source?: PolicySourceEntity,
): Promise<Simulation> {
  const resources = input.ResourceArns === undefined || input.ResourceArns.length === 0 ? ['*'] : input.ResourceArns;
  const namesResources = resources.length > 1 || resources[0] !== '*';
  const wrong = namesResources ? resources.find((resource) => !isArn(resource)) : undefined;
  if (wrong !== undefined) throw invalidResourceArn(wrong);
  for (const action of input.ActionNames) {
    if (!action.includes(':')) throw actionWithoutService();
    if (input.ResourceHandlingOption !== undefined && namesResources && !/^ec2:/i.test(action))
      throw resourceHandlingUnsupported(action);
  }
  const entries = readContextEntries(input.ContextEntries);
  const given = await readEach(input.PolicyInputList ?? [], (text) => text, policyInput);
  const givenBoundary = boundaryInput(input.PermissionsBoundaryPolicyInputList);
  const boundary = givenBoundary ?? (source?.boundary && keptPolicy(source.boundary));
  const identity = [...(source?.policies.map(keptPolicy) ?? []), ...given];
  const callerArn = input.CallerArn ?? source?.arn;
  const { account } = request.principal;
  const caller = callerArn === undefined ? nobody(account) : readCaller(callerArn);
  const owner = input.ResourceOwner === undefined ? undefined : readOwner(input.ResourceOwner);
  const resourcePolicy = readResourcePolicy(input.ResourcePolicy, callerArn, resources);

  const now = clock.now();
  const defaults = defaultKeys(caller, callerArn, now);
  const context: ContextKeys = { get: (key) => entries.get(key) ?? defaults.get(key) };
  const policies = [...identity, ...(boundary ? [boundary] : []), ...(resourcePolicy ? [resourcePolicy] : [])];
  return {
    identity,
    boundary,
    resourcePolicy,
    caller,
    owner,
    context,
    missingKeys: (await keysOf(policies)).filter((key) => context.get(key.toLowerCase()) === undefined),
    resources,
    namesResources,
  };

  /** A policy may name who asks by its unique id. */
  function readCaller(arn: string): Simulation['caller'] {
    const parsed = parseEntityArn(arn);
    if (parsed === undefined) throw invalidCaller();
    const { kind, name, account: of } = parsed;
    const id = (of === account ? store[kind](of, name)?.value.id : undefined) ?? '';
    return kind === 'role'
      ? { kind, account: of, roleArn: arn, sessionArn: `arn:aws:sts::${of}:assumed-role/${name}/simulation`, id }
      : { kind: 'user', account: of, arn, id };
  }
}

async function keysOf(policies: readonly SimulatedPolicy[]): Promise<string[]> {
  const ofEach = await readEach(
    policies,
    ({ text }) => text,
    ({ compiled }) => contextKeysOf([compiled.document]),
  );
  return distinctKeys(ofEach.flat());
}

const nobody = (account: string): Simulation['caller'] => ({ kind: 'user', account, arn: '', id: '' });

function readOwner(arn: string): string {
  const owner = /^arn:[^:]+:iam::(\d{12}):./.exec(arn)?.[1];
  if (owner === undefined) throw invalidResourceOwner(arn);
  return owner;
}

function readResourcePolicy(
  text: string | undefined,
  callerArn: string | undefined,
  resources: readonly string[],
): SimulatedPolicy | undefined {
  if (text === undefined) return undefined;
  if (callerArn === undefined) throw callerMissing();
  if (resources.includes('*')) throw invalidEntityArn('*');
  const policy = resourcePolicyInput(text);
  const { statements } = policy.compiled.document;
  if (statements.some((statement) => statement.resources?.patterns.includes('*'))) throw invalidResourceArn('*');
  return policy;
}

function isArn(text: string): boolean {
  const [arn, partition, service, , , ...resource] = text.split(':');
  return arn === 'arn' && partition !== '' && service !== '' && resource.join(':') !== '';
}

/** What the simulator knows by itself. Entries of the request override it. */
function defaultKeys(
  caller: Simulation['caller'],
  callerArn: string | undefined,
  now: number,
): ReadonlyMap<string, readonly string[]> {
  const keys = new Map([
    ['aws:currenttime', [new Date(now).toISOString()]],
    ['aws:epochtime', [String(Math.floor(now / 1000))]],
    ['aws:principalaccount', [caller.account]],
    // Without a caller AWS makes this up, and with one it does not look for its unique id.
    ['aws:userid', [callerArn ?? 'STUB_PRINCIPAL_FOR_POLICY_SIMULATOR']],
  ]);
  if (callerArn === undefined) return keys;
  keys.set('aws:principalarn', [callerArn]);
  const parsed = parseEntityArn(callerArn);
  if (parsed?.kind === 'user') keys.set('aws:username', [parsed.name]);
  return keys;
}
