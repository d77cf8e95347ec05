import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { systemClock, type Clock } from '../../../runtime/clock.js';
import { createIds } from '../../../runtime/ids.js';
import { systemRandom } from '../../../runtime/random.js';
import { Environments, type EnvironmentsOptions } from './environments.js';
import type { EnvironmentSpec, Invocation, Outcome } from './types.js';

/** Files by name; a file called `bootstrap`, and those in `extensions/` and `bin/`, can be executed. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Answer extends Outcome {
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** All messages of the environment so far. */
  readonly log: readonly string[];
  readonly requestId: string;
}

/** Environments of a test: functions are given as files, answers are read. */
export class Workbench {
  readonly clock: Clock;
  readonly ids = createIds(systemRandom());
  readonly pool: Environments;
  readonly logs = new Map<string, string[]>();
  readonly #root = mkdtempSync(join(tmpdir(), 'paddock-test-'));

  constructor(options: Partial<EnvironmentsOptions> = {}) {
    this.clock = options.clock ?? systemClock();
    this.pool = new Environments({
      clock: this.clock,
      ids: this.ids,
      directory: this.#root,
      logs: (_, stream) => {
        const lines: string[] = [];
        this.logs.set(stream, lines);
        return { write: (events) => void lines.push(...events.map(({ message }) => message)) };
      },
      ...options,
    });
  }

  /** @returns the directory in which they lie */
  files(files: Files): string {
    const directory = mkdtempSync(join(this.#root, 'code-'));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), content);
      if (/(?:^|\/)(?:bootstrap$|extensions\/|bin\/)/.test(name)) chmodSync(join(directory, name), 0o755);
    }
    return directory;
  }

  spec(files: Files, more: Partial<EnvironmentSpec> = {}): EnvironmentSpec {
    const codeDirectory = more.codeDirectory ?? this.files(files);
    return {
      key: codeDirectory,
      functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:fn',
      functionName: 'fn',
      version: '$LATEST',
      account: '123456789012',
      region: 'eu-west-1',
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      memoryMb: 256,
      timeoutSeconds: 10,
      ephemeralMb: 512,
      codeDirectory,
      layerDirectories: [],
      variables: {},
      logGroup: '/aws/lambda/fn',
      logFormat: 'Text',
      endpointUrl: 'http://127.0.0.1:9',
      credentials: () => ({
        accessKeyId: 'ASIATEST',
        secretAccessKey: 'secret',
        sessionToken: 'token',
        expiresAt: this.clock.now() + 3_600_000,
      }),
      ...more,
    };
  }

  async invoke(spec: EnvironmentSpec, event: unknown = {}, more: Partial<Invocation> = {}): Promise<Answer> {
    const requestId = this.ids.requestId();
    const payload = Buffer.from(JSON.stringify(event));
    const outcome = await this.pool.invoke(spec, { requestId, payload, invokedArn: spec.functionArn, ...more });
    const text = Buffer.from(outcome.payload).toString();
    return {
      ...outcome,
      text,
      json: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
      log: [...(this.logs.get(outcome.logStream) ?? [])],
      requestId,
    };
  }

  /** Runs one function once. */
  once(source: string, event: unknown = {}, more: Partial<EnvironmentSpec> = {}): Promise<Answer> {
    return this.invoke(this.spec({ 'index.js': source }, more), event);
  }

  async close(): Promise<void> {
    await this.pool.stopAll();
    rmSync(this.#root, { recursive: true, force: true });
  }
}
