import { CognitoIdentity } from '@aws-sdk/client-cognito-identity';
import {
  deploy,
  describeDeployment,
  destroy,
  findDeployment,
  plan,
  planRemoval,
  realTime,
  type Deployment,
  type Plan,
  type ProvisionEvent,
  type ProvisionOptions,
  type Removal,
  type RideStatus,
} from '@paddock/ride';
import type { Config } from '@paddock/server';
import { startAnalytics, type AnalyticsPaddock } from '../harness/analytics.js';
import type { Keys } from '../harness/identity.js';
import { region } from '../harness/server.js';

/** A server, and the ride's undertakings there. */
export interface RidePaddock extends AnalyticsPaddock {
  readonly cognito: CognitoIdentity;
  deploy(more?: Partial<ProvisionOptions>): Promise<Told<Deployment>>;
  plan(more?: Partial<ProvisionOptions>): Promise<Told<Plan>>;
  destroy(more?: Partial<ProvisionOptions>): Promise<Told<Removal>>;
  planRemoval(): Promise<Told<Removal>>;
  find(): Promise<Deployment | undefined>;
  status(): Promise<RideStatus>;
  /** Everything that there is of every service that the ride uses, by kind; sorted. */
  everything(): Promise<Record<string, string[]>>;
  /** Operations that change something, which were called while the action ran; whatever they answered. */
  changesDuring(action: () => Promise<unknown>): Promise<string[]>;
}

/** What came of an undertaking: one of value and error is undefined. */
export interface Told<T> {
  readonly value: T | undefined;
  readonly error: string | undefined;
  readonly events: readonly ProvisionEvent[];
  /** `create stream`, `update processor` of what was done. */
  readonly done: readonly string[];
}

/** @param overrides of the server's settings */
export async function startRide(overrides: Partial<Config> = {}): Promise<RidePaddock> {
  const paddock = await startAnalytics(overrides);
  const { url } = paddock;
  const cognito = new CognitoIdentity({
    endpoint: url,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const told = async <T>(
    undertake: (options: ProvisionOptions) => Promise<T>,
    more: Partial<ProvisionOptions> = {},
  ): Promise<Told<T>> => {
    const events: ProvisionEvent[] = [];
    const options: ProvisionOptions = {
      destination: { region, endpoint: url, credentials: 'paddock' },
      summary: 'auto',
      time: realTime,
      signal: new AbortController().signal,
      ...more,
      onEvent: (event) => {
        events.push(event);
        more.onEvent?.(event);
      },
    };
    const [value, error] = await undertake(options).then(
      (done) => [done, undefined] as const,
      (failure: unknown) => [undefined, failure instanceof Error ? failure.message : String(failure)] as const,
    );
    const done = events.flatMap((event) =>
      event.kind === 'done' && event.action.kind !== 'none' ? [`${event.action.kind} ${event.part.id}`] : [],
    );
    return { value, error, events, done };
  };
  const options = {
    destination: { region, endpoint: url, credentials: 'paddock' },
    time: realTime,
    signal: new AbortController().signal,
  } as const;
  return {
    ...paddock,
    cognito,
    deploy: (more) => told(deploy, more),
    plan: (more) => told(plan, more),
    destroy: (more) => told(destroy, more),
    planRemoval: () => told(planRemoval),
    find: () => findDeployment(options),
    status: () => describeDeployment(options),
    everything: () => everything(paddock, cognito),
    changesDuring: async (action) => {
      const before = await lastNumber(url);
      await action();
      const operations = (await requestsAfter(url, before)).map(({ service, operation }) => `${service}:${operation}`);
      return operations.filter((operation) => !/:(Get|List|Describe)/.test(operation));
    },
    close: async () => {
      cognito.destroy();
      await paddock.close();
    },
  };
}

interface Numbered {
  readonly number: number;
  readonly service: string;
  readonly operation: string;
}

async function requestsAfter(url: string, after: number): Promise<Numbered[]> {
  const response = await fetch(`${url}/_paddock/requests?limit=2000&after=${after}`);
  const { requests } = (await response.json()) as { requests: Numbered[] };
  return requests;
}

async function lastNumber(url: string): Promise<number> {
  const response = await fetch(`${url}/_paddock/requests?limit=1`);
  const { requests } = (await response.json()) as { requests: Numbered[] };
  return requests[0]?.number ?? -1;
}

async function everything(
  { sdk, dynamo, lambda, logs, analytics, identities: { iam } }: AnalyticsPaddock,
  cognito: CognitoIdentity,
): Promise<Record<string, string[]>> {
  const all = {
    streams: (await sdk.listStreams({})).StreamNames,
    tables: (await dynamo.listTables({})).TableNames,
    functions: (await lambda.listFunctions({})).Functions?.map(({ FunctionName }) => FunctionName),
    mappings: (await lambda.listEventSourceMappings({})).EventSourceMappings?.map(({ UUID }) => UUID),
    applications: (await analytics.listApplications({})).ApplicationSummaries?.map((each) => each.ApplicationName),
    groups: (await logs.describeLogGroups({})).logGroups?.map(({ logGroupName }) => logGroupName),
    roles: (await iam.listRoles({})).Roles?.map(({ RoleName }) => RoleName),
    policies: (await iam.listPolicies({ Scope: 'Local' })).Policies?.map(({ PolicyName }) => PolicyName),
    pools: (await cognito.listIdentityPools({ MaxResults: 60 })).IdentityPools?.map((each) => each.IdentityPoolId),
  };
  return Object.fromEntries(
    Object.entries(all).map(([kind, found]) => [kind, (found ?? []).map((each) => each ?? '').toSorted()]),
  );
}

/** While the action runs, what takes its credentials from the environment has these. */
export async function withKeys<T>({ accessKeyId, secretAccessKey }: Keys, action: () => Promise<T>): Promise<T> {
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
  const before = names.map((name) => process.env[name]);
  [process.env['AWS_ACCESS_KEY_ID'], process.env['AWS_SECRET_ACCESS_KEY']] = [accessKeyId, secretAccessKey];
  try {
    return await action();
  } finally {
    names.forEach((name, index) => {
      const value = before[index];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    });
  }
}
