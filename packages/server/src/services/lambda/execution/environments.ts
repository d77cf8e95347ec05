import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import type { Clock, Timer } from '../../../runtime/clock.js';
import type { Ids } from '../../../runtime/ids.js';
import { Environment } from './environment.js';
import { Installation } from './installation.js';
import type { Host } from './instance.js';
import { probeIsolation, type Isolation } from './isolation.js';
import { Layout } from './layout.js';
import { EnvironmentsClosedError, type EnvironmentPool } from './pool.js';
import { isAlive } from './process-tree.js';
import { Programs } from './programs.js';
import type { EnvironmentCounts, EnvironmentSpec, Invocation, LogSink, Outcome } from './types.js';
import type { InitializationType } from './variables.js';

export interface EnvironmentsOptions {
  /** The machine's clock: what a function's process does takes real time. */
  readonly clock: Clock;
  readonly ids: Ids;
  /** Opens the log stream of an environment that starts. */
  readonly logs: (spec: EnvironmentSpec, logStream: string) => LogSink;
  /** For working directories, below which one is made for this process. Default: that of temporary files. */
  readonly directory?: string;
  /** Directories that functions are not to see: where this server keeps its data. */
  readonly hidden?: readonly string[];
  /** How long an idle environment is kept, ms. Default 10 minutes. */
  readonly idleMs?: number;
  /** How many environments may be idle at once; those that have been so longest go first. Default: as half of the machine's memory holds. */
  readonly mostIdle?: number;
  /** Default: what the host allows. */
  readonly isolation?: Isolation;
  readonly programs?: Programs;
}

/** A start waits for the disk and for others as well as for a processor. */
const MOST_STARTING = 4 * availableParallelism();
const LONG_START_MS = 500;
const IDLE_MS = 10 * 60_000;
/** What an idle environment holds of memory, bytes, at a guess: Node.js with a small function and an SDK. */
const IDLE_BYTES = 48 * 1024 * 1024;
const FEWEST_IDLE = 16;
/** An environment is not given an invocation that would outlive its credentials, or nearly so. */
const CREDENTIALS_MARGIN_MS = 60_000;
const EXTENSIONS_GRACE_MS = 25;

/** The execution environments of this process's functions. */
export class Environments implements EnvironmentPool {
  readonly #options: EnvironmentsOptions;
  readonly #all = new Map<string, Set<Environment>>();
  readonly #idle = new Map<Environment, Timer>();
  readonly #retiring = new Set<Environment>();
  /** What was asked to be provisioned, by key: what ends is replaced. */
  readonly #wanted = new Map<string, { spec: EnvironmentSpec; count: number }>();
  /** Settling environments that an invocation waits for. */
  readonly #awaited = new Set<Environment>();
  readonly #mostIdle = Math.max(FEWEST_IDLE, Math.floor(totalmem() / 2 / IDLE_BYTES));
  #host: Promise<Host> | undefined;
  #isStopped = false;
  /** Environments that initialise. */
  #starting = 0;
  readonly #turns: (() => void)[] = [];

  constructor(options: EnvironmentsOptions) {
    this.#options = options;
  }

  /** Finds out what the host allows, ahead of the first invocation, which would wait for it otherwise (some 50 ms). */
  async prepare(): Promise<void> {
    this.#host ??= this.#prepare();
    await this.#host;
  }

  async invoke(spec: EnvironmentSpec, invocation: Invocation): Promise<Outcome> {
    for (;;) {
      // eslint-disable-next-line no-await-in-loop
      const environment = this.#warm(spec) ?? (await this.#soon(spec)) ?? (await this.#start(spec, 'on-demand'));
      this.#idle.get(environment)?.cancel();
      this.#idle.delete(environment);
      // eslint-disable-next-line no-await-in-loop
      const outcome = await environment.invoke(invocation);
      if (this.#retiring.has(environment)) void environment.end();
      if (outcome) return environment.isProvisioned ? { ...outcome, isProvisioned: true } : outcome;
      if (this.#isStopped) throw new EnvironmentsClosedError();
    }
  }

  async provision(spec: EnvironmentSpec, count: number): Promise<void> {
    if (count === 0) this.#wanted.delete(spec.key);
    else this.#wanted.set(spec.key, { spec, count });
    const provisioned = [...(this.#all.get(spec.key) ?? [])].filter(({ isProvisioned }) => isProvisioned);
    const excess = provisioned.slice(count);
    const missing = Math.max(0, count - provisioned.length);
    const started = await Promise.all(
      Array.from({ length: missing }, () => this.#start(spec, 'provisioned-concurrency')),
    );
    await Promise.all([...started.map((one) => one.initialised()), ...excess.map((one) => this.#retire(one))]);
  }

  async retire(key: string): Promise<void> {
    this.#wanted.delete(key);
    await Promise.all([...(this.#all.get(key) ?? [])].map((environment) => this.#retire(environment)));
  }

  counts(key?: string): EnvironmentCounts {
    const those =
      key === undefined ? [...this.#all.values()].flatMap((set) => [...set]) : [...(this.#all.get(key) ?? [])];
    return {
      total: those.length,
      busy: those.filter(({ isBusy }) => isBusy).length,
      provisioned: those.filter(({ isProvisioned }) => isProvisioned).length,
    };
  }

  async stopAll(): Promise<void> {
    this.#isStopped = true;
    for (const go of this.#turns.splice(0)) go();
    const host = await this.#host;
    const all = [...this.#all.values()].flatMap((set) => [...set]);
    await Promise.all(all.map((environment) => environment.end()));
    host?.layout.close();
  }

  /** Takes a free one: provisioned ones first, then the youngest, so that those beyond need can go. */
  #warm(spec: EnvironmentSpec): Environment | undefined {
    const latest = this.#options.clock.now() + spec.timeoutSeconds * 1000 + CREDENTIALS_MARGIN_MS;
    let found: Environment | undefined;
    for (const environment of this.#all.get(spec.key) ?? []) {
      if (!environment.isFree || this.#retiring.has(environment)) continue;
      if (environment.expiresAt < latest) void this.#retire(environment);
      else if (found === undefined || (environment.isProvisioned && !found.isProvisioned)) found = environment;
      else if (environment.isProvisioned === found.isProvisioned) found = environment;
    }
    return found?.take();
  }

  /** One whose extensions finish within moments spares a cold start. */
  async #soon(spec: EnvironmentSpec): Promise<Environment | undefined> {
    for (const environment of this.#all.get(spec.key) ?? []) {
      if (!environment.isSettling || this.#awaited.has(environment)) continue;
      this.#awaited.add(environment);
      // eslint-disable-next-line no-await-in-loop
      await environment.settled(EXTENSIONS_GRACE_MS);
      this.#awaited.delete(environment);
      return this.#warm(spec);
    }
    return undefined;
  }

  async #start(spec: EnvironmentSpec, type: InitializationType): Promise<Environment> {
    this.#host ??= this.#prepare();
    const [host, credentials] = await Promise.all([this.#host, spec.credentials()]);
    await this.#turn();
    if (this.#isStopped) throw new EnvironmentsClosedError();
    const environment = new Environment(host, spec, credentials, type, (stream) => this.#options.logs(spec, stream));
    this.#begins(environment);
    const set = this.#all.get(spec.key) ?? new Set();
    this.#all.set(spec.key, set.add(environment));
    environment.onIdle = () => this.#rests(environment);
    environment.onEnd = () => {
      this.#idle.get(environment)?.cancel();
      this.#idle.delete(environment);
      this.#retiring.delete(environment);
      set.delete(environment);
      const wanted = environment.isProvisioned && !this.#isStopped ? this.#wanted.get(spec.key) : undefined;
      // Without credentials it stays away, and invocations say why.
      if (wanted) this.provision(wanted.spec, wanted.count).catch(() => {});
      if (set.size === 0 && this.#all.get(spec.key) === set) this.#all.delete(spec.key);
    };
    return environment;
  }

  /** A start that takes long holds no other up. */
  #begins(environment: Environment): void {
    this.#starting++;
    let isOver = false;
    const over = (): void => {
      if (isOver) return;
      isOver = true;
      timer.cancel();
      this.#starting--;
      this.#turns.shift()?.();
    };
    const timer = this.#options.clock.after(LONG_START_MS, over);
    void environment.initialised().then(over);
  }

  /** So many start at once as the machine has use for: a thousand together would take longer than a thousand in turn. */
  async #turn(): Promise<void> {
    while (this.#starting >= MOST_STARTING && !this.#isStopped)
      // eslint-disable-next-line no-await-in-loop
      await new Promise<void>((resolve) => this.#turns.push(resolve));
  }

  #rests(environment: Environment): void {
    this.#idle.get(environment)?.cancel();
    if (this.#retiring.has(environment)) return void environment.end();
    if (environment.isProvisioned) return;
    const { clock, idleMs = IDLE_MS, mostIdle = this.#mostIdle } = this.#options;
    // To the end of the line.
    this.#idle.delete(environment);
    this.#idle.set(
      environment,
      clock.after(idleMs, () => void this.#retire(environment)),
    );
    const [longest] = this.#idle.keys();
    if (this.#idle.size > mostIdle && longest !== undefined) void this.#retire(longest);
  }

  async #retire(environment: Environment): Promise<void> {
    this.#retiring.add(environment);
    if (!environment.isBusy) await environment.end();
  }

  async #prepare(): Promise<Host> {
    const { clock, ids, directory = tmpdir(), programs = new Programs() } = this.#options;
    const isolation = this.#options.isolation ?? (await probeIsolation());
    removeLeftovers(directory);
    const root = join(directory, `${PREFIX}${process.pid}-${ids.hex(8)}`);
    return { clock, ids, programs, layout: new Layout(root, isolation, new Installation(), this.#options.hidden) };
  }
}

const PREFIX = 'paddock-lambda-';

/** What a process that was killed could not remove. */
function removeLeftovers(directory: string): void {
  if (!existsSync(directory)) return;
  for (const name of readdirSync(directory)) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-[0-9a-f]{8}$`).exec(name)?.[1] ?? 0);
    if (pid === 0 || isAlive(pid)) continue;
    try {
      rmSync(join(directory, name), { recursive: true, force: true });
    } catch {
      // It is somebody else's.
    }
  }
}
