import { KinesisClient } from '@aws-sdk/client-kinesis';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { classify } from './errors.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Which service the clients talk to, and with what. */
export interface Destination {
  readonly region: string;
  /** Undefined for AWS itself. */
  readonly endpoint: string | undefined;
  /** `paddock` for Paddock's root key, `chain` for what the SDK finds (environment, profile, instance role). */
  readonly credentials: 'paddock' | 'chain';
}

/** What decides about the destination; everything that is looked at is passed in. */
export interface Surroundings {
  readonly env: Environment;
  /** True when a Paddock answers there. */
  readonly probe: (endpoint: string) => Promise<boolean>;
  /** True when AWS credentials are configured in the environment or in files. */
  readonly hasCredentials: () => boolean;
}

/**
 * -endpoint decides first (`aws` or an empty text: AWS itself), then AWS_ENDPOINT_URL_KINESIS and AWS_ENDPOINT_URL, then a
 * Paddock that answers at PADDOCK_ENDPOINT or on this machine, and else AWS.
 * A Paddock that was found gets its root key (test/test) whatever AWS credentials are around: on a workshop laptop they are for
 * AWS. An endpoint that was named gets the credentials that are configured, and the root key only without any.
 */
export async function chooseDestination(
  flags: { readonly endpoint: string | undefined; readonly region: string | undefined },
  { env, probe, hasCredentials }: Surroundings,
): Promise<Destination> {
  const region = flags.region ?? firstSet(env.AWS_REGION, env.AWS_DEFAULT_REGION) ?? 'us-east-1';
  if (flags.endpoint === '' || flags.endpoint === 'aws') return { region, endpoint: undefined, credentials: 'chain' };
  const named = firstSet(flags.endpoint, env.AWS_ENDPOINT_URL_KINESIS, env.AWS_ENDPOINT_URL);
  if (named !== undefined) {
    const local = isLoopback(named) && !hasCredentials();
    return { region, endpoint: named, credentials: local ? 'paddock' : 'chain' };
  }
  const paddock = firstSet(env.PADDOCK_ENDPOINT);
  if (paddock !== undefined) return { region, endpoint: paddock, credentials: 'paddock' };
  const here = localPaddock(env);
  if (await probe(here)) return { region, endpoint: here, credentials: 'paddock' };
  return { region, endpoint: undefined, credentials: 'chain' };
}

/** Where a Paddock on this machine is looked for. */
const localPaddock = (env: Environment): string => `http://127.0.0.1:${firstSet(env.PADDOCK_PORT) ?? '4566'}`;

const firstSet = (...values: (string | undefined)[]): string | undefined => values.find((value) => value); // '' is unset

function isLoopback(endpoint: string): boolean {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  return host === 'localhost' || host === '[::1]' || host.endsWith('.localhost') || /^127(\.\d+){3}$/.test(host);
}

/** An SDK client for the destination. It does not retry by itself: its users retry, and report that they do. */
export function connect(destination: Destination): KinesisClient {
  const client = new KinesisClient({
    ...sdkSettings(destination),
    maxAttempts: 1,
    // One connection for all requests; the SDK would otherwise open one for each.
    requestHandler: { requestTimeout: 10_000, disableConcurrentStreams: false },
  });
  // A connection that died silently (a laptop that slept) would be used again and time out again: start afresh.
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (classify(error) === 'unreachable') client.config.requestHandler.destroy?.();
        throw error;
      }
    },
    { step: 'finalizeRequest', name: 'dropDeadConnections' },
  );
  return client;
}

/** What every SDK client of the destination is made with. */
export function sdkSettings({ region, endpoint, credentials }: Destination): SdkSettings {
  // An endpoint in the environment or in a profile must not win over `-endpoint aws`.
  if (endpoint === undefined) process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = 'true';
  // The SDK's notice about its future Node versions is not the rider's business.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return {
    region,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials === 'paddock' && { credentials: rootKey(process.env) }),
  };
}

interface SdkSettings {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Paddock's root key: the server reads the same variables. */
function rootKey(env: Environment): { accessKeyId: string; secretAccessKey: string } {
  return {
    accessKeyId: firstSet(env.PADDOCK_ROOT_ACCESS_KEY_ID) ?? 'test',
    secretAccessKey: firstSet(env.PADDOCK_ROOT_SECRET_ACCESS_KEY) ?? 'test',
  };
}

/** The surroundings of this process. */
export function realSurroundings(): Surroundings {
  return { env: process.env, probe: isPaddock, hasCredentials: () => hasCredentials(process.env) };
}

/** True when the health page there is Paddock's; a service that is not there or not Paddock is false, within 1 s. */
export async function isPaddock(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/_paddock/health', endpoint), { signal: AbortSignal.timeout(1_000) });
    const body: unknown = await response.json();
    return response.ok && typeof body === 'object' && body !== null && 'version' in body && 'services' in body;
  } catch {
    return false;
  }
}

function hasCredentials(env: Environment): boolean {
  const named = [
    env.AWS_ACCESS_KEY_ID,
    env.AWS_PROFILE,
    env.AWS_WEB_IDENTITY_TOKEN_FILE,
    env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI,
    env.AWS_CONTAINER_CREDENTIALS_FULL_URI,
  ];
  if (firstSet(...named) !== undefined) return true;
  return existsSync(firstSet(env.AWS_SHARED_CREDENTIALS_FILE) ?? join(homedir(), '.aws', 'credentials'));
}
