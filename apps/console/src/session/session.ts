import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from '@aws-crypto/sha256-js';
import type { Keys, SignIn } from './credentials.js';
import { endpointUrl, type Place } from './settings.js';
import type { ServerClock } from './server-clock.js';

/** What every client of the SDK's takes. */
export interface ClientSettings {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials: () => Promise<Keys & { readonly expiration?: Date }>;
  readonly maxAttempts: number;
  readonly disableHostPrefix: boolean;
  readonly forcePathStyle: boolean;
  readonly customUserAgent: [string, string][];
}

/** Who is signed in, as GetCallerIdentity says. */
export interface Identity {
  /** 12 digits. */
  readonly account: string;
  readonly arn: string;
}

/** Somebody signed in to an endpoint and a region. Another one takes its place when any of that changes. */
export interface Session {
  /** Different for each session: part of the key of all that is loaded. */
  readonly id: string;
  readonly place: Place;
  readonly region: string;
  readonly identity: Identity;
  readonly signIn: SignIn;
  readonly isRoot: boolean;
  /** Whether it talks to the server that the page is from: only there are `/_paddock/…` and the live map. */
  readonly isHere: boolean;
  readonly clock: ServerClock;
  /** The session's own, for who signs something else with them: to assume a role. */
  readonly credentials: Credentials;
  /** The SDK's client, made when first asked for, with the session's credentials: `session.client(KinesisClient)`. */
  client<C extends object>(Client: new (settings: ClientSettings) => C): C;
  /** Calls `/_paddock/…` of the server that the page is from, signed where the session is root's. @throws ControlError */
  control<T>(path: string, change?: { readonly method: 'POST' | 'DELETE'; readonly body?: unknown }): Promise<T>;
}

/** An answer of `/_paddock/…` that is no success. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type Credentials = ClientSettings['credentials'];

export const clientSettings = (place: Place, credentials: Credentials): ClientSettings => {
  const endpoint = endpointUrl(place.endpoint, location.origin);
  return {
    region: place.region,
    ...(endpoint === undefined ? {} : { endpoint }),
    credentials,
    maxAttempts: 3,
    // Live tail's host is `streaming-logs.…` at AWS; an endpoint of one's own has no such name.
    disableHostPrefix: endpoint !== undefined,
    forcePathStyle: endpoint !== undefined,
    // By this the request log tells the console's own calls from those of others.
    customUserAgent: [['paddock-console', '1']],
  };
};

let lastId = 0;

export interface SessionParts {
  readonly place: Place;
  readonly signIn: SignIn;
  readonly identity: Identity;
  readonly credentials: Credentials;
  readonly clock: ServerClock;
}

export function createSession({ place, signIn, identity, credentials, clock }: SessionParts): Session {
  const settings = clientSettings(place, credentials);
  const clients = new Map<unknown, object>();
  const isRoot = identity.arn.endsWith(':root');
  return {
    id: String(++lastId),
    place,
    region: place.region,
    identity,
    signIn,
    isRoot,
    isHere: place.endpoint === 'here',
    clock,
    credentials,
    client<C extends object>(Client: new (settings: ClientSettings) => C): C {
      let client = clients.get(Client) as C | undefined;
      if (client === undefined) clients.set(Client, (client = new Client(settings)));
      return client;
    },
    async control<T>(
      path: string,
      change?: { readonly method: 'POST' | 'DELETE'; readonly body?: unknown },
    ): Promise<T> {
      const answer = await callControl(path, change, isRoot ? credentials : undefined);
      const body: unknown = await answer.json().catch(() => undefined);
      if (answer.ok) return body as T;
      const { message }: { message?: unknown } = Object(body);
      throw new ControlError(answer.status, typeof message === 'string' ? message : answer.statusText);
    },
  };
}

/** Signed by the root key only: the server knows no other there. */
export async function callControl(
  path: string,
  change: { readonly method: 'POST' | 'DELETE'; readonly body?: unknown } | undefined,
  credentials: Credentials | undefined,
): Promise<Response> {
  const url = new URL(path, location.origin);
  const body = change?.body === undefined ? undefined : JSON.stringify(change.body);
  const method = change?.method ?? 'GET';
  const plain = { host: url.host, 'content-type': 'application/json', 'x-paddock-control': '1' };
  const headers =
    credentials === undefined ? plain : await signedHeaders({ url, method, headers: plain, body }, credentials);
  // The browser writes this one itself.
  const { host: _, ...sent } = headers;
  return fetch(url, { method, headers: sent, ...(body === undefined ? {} : { body }) });
}

interface Unsigned {
  readonly url: URL;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

async function signedHeaders({ url, method, headers, body }: Unsigned, credentials: Credentials) {
  const signer = new SignatureV4({ service: 'paddock', region: 'us-east-1', credentials, sha256: Sha256 });
  const signed = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return signed.headers;
}
