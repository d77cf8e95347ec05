import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, parseConfig, type Config } from '@paddock/server';
import type { Kinesis } from '@aws-sdk/client-kinesis';
import { createSdk } from './clients.js';
import { Control } from './control.js';
import { RawClient, type Answer } from './raw.js';

export const account = '000000000000';
export const region = 'us-east-1';

/** A server of this process, with a client of each kind. */
export interface Paddock {
  readonly url: string;
  readonly port: number;
  /** The JavaScript SDK v3 as it comes: HTTP/2 with prior knowledge. */
  readonly sdk: Kinesis;
  readonly raw: RawClient;
  readonly control: Control;
  /** A signed JSON request, whatever its answer. */
  readonly call: (operation: string, input: object) => Promise<Answer>;
  close(): Promise<void>;
}

/**
 * Starts a server on a free port, in memory: without rates, without states in passing, with test controls. What a suite is about it sets
 * itself.
 */
export async function startPaddock(overrides: Partial<Config> = {}): Promise<Paddock> {
  const directory = overrides.ephemeral === false ? await mkdtemp(join(tmpdir(), 'paddock-conformance-')) : undefined;
  const server = await createServer({
    ...defaults(),
    ...(directory === undefined ? {} : { dataDir: directory }),
    ...overrides,
  });
  const { url, port } = await server.listen();
  const sdk = createSdk(url);
  const raw = new RawClient(url);
  return {
    url,
    port,
    sdk,
    raw,
    control: new Control(url),
    call: (operation, input) => raw.call(operation, input),
    close: async () => {
      sdk.destroy();
      raw.close();
      await server.close();
      if (directory !== undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

/** `arn:aws:kinesis:us-east-1:000000000000:stream/…` */
export const arnOf = (stream: string, inRegion = region): string =>
  `arn:aws:kinesis:${inRegion}:${account}:stream/${stream}`;

function defaults(): Config {
  const config = parseConfig([], {});
  if ('problem' in config) throw new Error(config.problem);
  return {
    ...config,
    port: 0,
    ephemeral: true,
    limits: false,
    transitions: 'instant',
    testControls: true,
    logLevel: 'error',
  };
}
