import type { Clock } from '../../../runtime/clock.js';
import type { Ids } from '../../../runtime/ids.js';
import type { EnvironmentLog } from './environment-log.js';
import { Extensions } from './extensions.js';
import { exited, extensionFailed, invalidEntrypoint, type Failure } from './failures.js';
import type { Layout, Place } from './layout.js';
import type { Programs } from './programs.js';
import { RuntimeApi, type RuntimeEvents } from './runtime-api.js';
import { extensionsIn, Sandbox } from './sandbox.js';
import { Telemetry } from './telemetry.js';
import type { EnvironmentSpec, Invocation, RoleCredentials } from './types.js';
import { variablesOf, type InitializationType } from './variables.js';

/** What all environments share. */
export interface Host {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly layout: Layout;
  readonly programs: Programs;
}

export interface InstanceEvents extends Omit<RuntimeEvents, 'isOwn'> {
  /** The runtime or an extension is gone, or could not be started. */
  failed(failure: Failure): void;
}

export interface Setting {
  readonly spec: EnvironmentSpec;
  readonly place: Place;
  readonly logStream: string;
  readonly initializationType: InitializationType;
  readonly credentials: RoleCredentials;
}

const SHUTDOWN_MS = 2000;
/** Of that, what the runtime has before the extensions are told. */
const RUNTIME_SHARE = 0.3;

/** One life of an environment's processes: runtime, extensions, and the APIs that they call. */
export class Instance {
  readonly #host: Host;
  readonly #setting: Setting;
  readonly #log: EnvironmentLog;
  readonly #events: InstanceEvents;
  readonly #telemetry: Telemetry;
  readonly #extensions: Extensions;
  readonly #names: readonly string[];
  readonly #api: RuntimeApi;
  #sandbox: Sandbox | undefined;
  #runtimeStarted = false;
  #runtimeAtNext = false;
  #runtimeGone = false;
  #left = 0;
  #ending: Promise<void> | undefined;
  #quiet: (() => void) | undefined;

  constructor(host: Host, setting: Setting, log: EnvironmentLog, events: InstanceEvents) {
    this.#host = host;
    this.#setting = setting;
    this.#log = log;
    this.#events = events;
    this.#names = extensionsIn(setting.place.opt);
    this.#telemetry = new Telemetry(host.clock);
    log.telemetry = this.#telemetry;
    this.#extensions = new Extensions(setting.spec, host.ids, this.#names, {
      changed: () => this.#changed(),
      began: (name, registered) =>
        log.platform({
          type: 'platform.extension',
          level: 'INFO',
          record: { name, state: 'Ready', events: registered },
          text: `EXTENSION\tName: ${name}\tState: Ready\tEvents: [${registered.join(', ')}]\n`,
        }),
      failed: (errorType, text) => this.#failed(extensionFailed(errorType, text)),
    });
    this.#api = new RuntimeApi(
      {
        ...events,
        isOwn: async (connection) => (await this.#sandbox?.isOwn(connection)) === true,
        ready: () => {
          this.#runtimeAtNext = true;
          this.#extensions.closeRegistration();
          this.#changed();
        },
      },
      this.#extensions,
      this.#telemetry,
    );
  }

  /** Starts the processes; how that goes, the events tell. */
  async start(): Promise<void> {
    const { spec, place, logStream, initializationType, credentials } = this.#setting;
    const [program, runtimeApi] = await Promise.all([this.#host.programs.of(spec, place), this.#api.listen()]);
    if (this.#ending) return;
    if ('missing' in program) return this.#failed(invalidEntrypoint(program.missing));
    const variables = variablesOf(spec, place.paths, credentials, { runtimeApi, logStream, initializationType });
    this.#left = this.#names.length;
    this.#sandbox = new Sandbox(this.#host.layout.isolation, place, this.#names, program.command, variables, {
      line: (text) => this.#log.function(text),
      message: (text, timestamp) => this.#log.function(text, timestamp),
      extensionLine: (text) => this.#log.extension(text),
      exited: (status) => this.#exited(status),
      extensionExited: (name, status) => this.#extensionExited(name, status),
    });
    this.#runtimeStarted = this.#names.length === 0;
  }

  /** The runtime and all extensions wait for an invocation. */
  get atNext(): boolean {
    return this.#runtimeAtNext && this.#extensions.allReady && !this.#ending;
  }

  get hasExtensions(): boolean {
    return this.#extensions.any;
  }

  get isFrozen(): boolean {
    return this.#sandbox?.isFrozen ?? false;
  }

  /** Only `atNext`. @param deadlineMs since the epoch */
  deliver(invocation: Invocation, deadlineMs: number): void {
    const { requestId, payload, invokedArn, traceId, clientContext, cognitoIdentity } = invocation;
    this.#sandbox?.thaw();
    this.#runtimeAtNext = false;
    const tracing = traceId === undefined ? {} : { tracing: { type: 'X-Amzn-Trace-Id', value: traceId } };
    this.#extensions.invoke({ deadlineMs, requestId, invokedFunctionArn: invokedArn, ...tracing });
    this.#api.deliver(requestId, payload, {
      'Lambda-Runtime-Aws-Request-Id': requestId,
      'Lambda-Runtime-Deadline-Ms': String(deadlineMs),
      'Lambda-Runtime-Invoked-Function-Arn': invokedArn,
      ...(traceId === undefined ? {} : { 'Lambda-Runtime-Trace-Id': traceId }),
      ...(clientContext === undefined ? {} : { 'Lambda-Runtime-Client-Context': inHeader(clientContext) }),
      ...(cognitoIdentity === undefined ? {} : { 'Lambda-Runtime-Cognito-Identity': inHeader(cognitoIdentity) }),
    });
  }

  freeze(): void {
    this.#sandbox?.freeze();
  }

  /** Resolves when what was printed has been read. */
  async drained(): Promise<void> {
    await this.#sandbox?.drained();
  }

  /** Sends subscribers what waits for them. */
  tell(): void {
    this.#telemetry.flush();
  }

  /** Bytes now, and the most of the runtime's first process. */
  memory(): number {
    return this.#sandbox?.memory() ?? 0;
  }

  peakMemory(): number {
    return this.#sandbox?.peakMemory() ?? 0;
  }

  /** Ends all processes; extensions are told first, and have two seconds. Resolves when nothing is left. */
  end(reason: 'spindown' | 'timeout' | 'failure'): Promise<void> {
    this.#ending ??= this.#end(reason);
    return this.#ending;
  }

  async #end(reason: 'spindown' | 'timeout' | 'failure'): Promise<void> {
    const sandbox = this.#sandbox;
    if (sandbox && this.#extensions.any) {
      sandbox.thaw();
      const deadline = this.#host.clock.now() + SHUTDOWN_MS;
      if (reason !== 'spindown') sandbox.signalRuntime('KILL');
      else if (!this.#runtimeGone) {
        sandbox.signalRuntime('TERM');
        await this.#within(SHUTDOWN_MS * RUNTIME_SHARE, () => this.#runtimeGone);
        sandbox.signalRuntime('KILL');
      }
      const rest = SHUTDOWN_MS * (1 - RUNTIME_SHARE);
      if (this.#extensions.shutdown(reason, deadline)) await this.#within(rest, () => this.#left === 0);
    }
    await sandbox?.kill();
    this.#telemetry.close();
    this.#api.close();
  }

  /** Waits until something is so, which a process's end makes it, but not for long. */
  async #within(ms: number, isSo: () => boolean): Promise<void> {
    if (isSo()) return;
    await new Promise<void>((resolve) => {
      const timer = this.#host.clock.after(ms, resolve);
      this.#quiet = () => {
        if (!isSo()) return;
        timer.cancel();
        resolve();
      };
    });
  }

  #changed(): void {
    if (!this.#runtimeStarted && this.#sandbox && this.#extensions.allRegistered) {
      this.#runtimeStarted = true;
      this.#sandbox.startRuntime();
    }
    if (this.atNext) this.#events.ready();
  }

  #exited(status: number): void {
    this.#runtimeGone = true;
    this.#runtimeAtNext = false;
    this.#quiet?.();
    const complaints = this.#sandbox?.complaints ?? '';
    // Before its first words the environment's own program could only fail to make it.
    if (status === 125 && complaints !== '')
      this.#failed(invalidEntrypoint(`the environment cannot be made: ${complaints}`));
    else this.#failed(exited(status));
  }

  #extensionExited(name: string, status: number): void {
    this.#left--;
    this.#quiet?.();
    if (this.#ending) return;
    const text = status === 0 ? 'exit code 0' : `exit status ${status}`;
    this.#log.platform({
      type: 'platform.extension',
      level: 'WARN',
      record: { name, state: 'ExitError', errorType: 'Extension.Crash', events: [] },
      text: `EXTENSION\tName: ${name}\tState: ExitError\tEvents: []\tError Type: Extension.Crash\n`,
    });
    this.#failed(extensionFailed('Extension.Crash', text));
  }

  #failed(failure: Failure): void {
    if (!this.#ending) this.#events.failed(failure);
  }
}

/** JSON as a header can carry it: line breaks stand between its tokens only, other characters within its strings. */
const inHeader = (json: string): string =>
  json
    .replaceAll(/[\t\r\n]/g, ' ')
    .replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
