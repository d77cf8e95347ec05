import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ids } from '../../../runtime/ids.js';
import { accept, answer, header, readBody, refuse } from './http-answers.js';
import type { EnvironmentSpec } from './types.js';

const MOST = 10;
const LONGEST_BODY = 64 * 1024;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

type State = 'Started' | 'Registered' | 'Ready' | 'Running' | 'InitError' | 'ExitError';

interface Extension {
  readonly id: string;
  readonly name: string;
  /** Started from /opt/extensions; others are threads of the runtime. */
  readonly external: boolean;
  events: readonly string[];
  state: State;
  waiting: ServerResponse | undefined;
  /** What came while it did not ask. */
  readonly queue: object[];
}

export interface ExtensionEvents {
  /** Something changed: one registered, or is back at next. */
  changed(): void;
  /** One has asked for its first event. */
  began(name: string, events: readonly string[]): void;
  failed(errorType: string, text: string): void;
}

/** AWS's Extensions API: who registered, for what, and who is still at work. */
export class Extensions {
  readonly #spec: EnvironmentSpec;
  readonly #ids: Ids;
  readonly #events: ExtensionEvents;
  readonly #all: Extension[] = [];
  #open = true;

  /** @param names the files in /opt/extensions */
  constructor(spec: EnvironmentSpec, ids: Ids, names: readonly string[], events: ExtensionEvents) {
    this.#spec = spec;
    this.#ids = ids;
    this.#events = events;
    for (const name of names) this.#add(name, true);
  }

  get any(): boolean {
    return this.#all.length > 0;
  }

  get allRegistered(): boolean {
    return this.#all.every((extension) => extension.state !== 'Started');
  }

  /** All are at next, or will never be. */
  get allReady(): boolean {
    return this.#all.every(({ state }) => state === 'Ready');
  }

  /** No more after the runtime's first next. */
  closeRegistration(): void {
    this.#open = false;
  }

  invoke(event: { deadlineMs: number; requestId: string; invokedFunctionArn: string; tracing?: object }): void {
    this.#tell('INVOKE', { eventType: 'INVOKE', ...event });
  }

  /** @returns whether there is anyone to wait for */
  shutdown(shutdownReason: 'spindown' | 'timeout' | 'failure', deadlineMs: number): boolean {
    return this.#tell('SHUTDOWN', { eventType: 'SHUTDOWN', shutdownReason, deadlineMs });
  }

  route(path: string, request: IncomingMessage, response: ServerResponse): void {
    const what = path.slice('/2020-01-01/extension/'.length);
    const method = what === 'event/next' ? 'GET' : 'POST';
    if (!['register', 'event/next', 'init/error', 'exit/error'].includes(what)) return answer(response, 404, '');
    if (request.method !== method) return answer(response, 405, '');
    if (what === 'event/next') return this.#next(request, response);
    readBody(request, LONGEST_BODY, (body) => {
      const bytes = typeof body === 'string' ? Buffer.alloc(0) : body;
      if (what === 'register') this.#register(request, response, bytes);
      else this.#failed(what === 'init/error' ? 'InitError' : 'ExitError', request, response, bytes);
    });
  }

  #tell(kind: string, event: object): boolean {
    const those = this.#all.filter(({ events, state }) => events.includes(kind) && !state.endsWith('Error'));
    for (const extension of those) {
      const { waiting } = extension;
      extension.state = 'Running';
      extension.waiting = undefined;
      if (waiting) this.#send(waiting, event);
      else extension.queue.push(event);
    }
    return those.length > 0;
  }

  #send(response: ServerResponse, event: object): void {
    answer(response, 200, JSON.stringify(event), { 'lambda-extension-event-identifier': this.#ids.requestId() });
  }

  #add(name: string, external: boolean): Extension {
    const id = this.#ids.requestId();
    const extension: Extension = { id, name, external, events: [], state: 'Started', waiting: undefined, queue: [] };
    this.#all.push(extension);
    return extension;
  }

  #register(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const no = (type: string, text: string): void => refuse(response, 403, type, text);
    const name = header(request, 'lambda-extension-name') ?? '';
    if (name === '') return no('Extension.InvalidExtensionName', 'Empty extension name');
    let events: readonly string[];
    try {
      const read = JSON.parse(body.toString()) as { events?: unknown };
      events = Array.isArray(read.events) ? read.events.map(String) : [];
    } catch (error) {
      return no('InvalidRequestFormat', error instanceof Error ? error.message : String(error));
    }
    let extension = this.#all.find((known) => known.name === name);
    const external = extension?.external === true;
    for (const event of events) {
      if (event === 'SHUTDOWN' && !external) {
        return no('Extension.InvalidEventType', `${event}: ShutdownEventNotSupportedForInternalExtension`);
      }
      if (event !== 'INVOKE' && event !== 'SHUTDOWN')
        return no('Extension.InvalidEventType', `${event}: InvalidEventType`);
    }
    if (extension && !external)
      return no('Extension.InvalidExtensionState', 'Extension with this name already registered');
    if (!extension) {
      if (!this.#open) return no('Extension.RegistrationClosed', 'Extension registration closed already');
      if (this.#all.length >= MOST) return no('Extension.TooManyExtensions', `Extension limit (${MOST}) reached`);
      extension = this.#add(name, false);
    }
    if (extension.state !== 'Started') return this.#wrongState(response, extension, 'Registered');
    extension.events = events;
    extension.state = 'Registered';
    const features = (header(request, 'lambda-extension-accept-feature') ?? '').split(',').map((word) => word.trim());
    const told = {
      functionName: this.#spec.functionName,
      functionVersion: this.#spec.version,
      handler: this.#spec.handler,
      ...(features.includes('accountId') ? { accountId: this.#spec.account } : {}),
    };
    answer(response, 200, JSON.stringify(told), { 'lambda-extension-identifier': extension.id });
    this.#events.changed();
  }

  #next(request: IncomingMessage, response: ServerResponse): void {
    const extension = this.#known(request, response, 'Unknown extension');
    if (extension === undefined) return;
    if (!['Registered', 'Running'].includes(extension.state)) return this.#wrongState(response, extension, 'Ready');
    if (extension.state === 'Registered') this.#events.began(extension.name, extension.events);
    const queued = extension.queue.shift();
    if (queued) return this.#send(response, queued);
    extension.state = 'Ready';
    extension.waiting = response;
    this.#events.changed();
  }

  #failed(state: State, request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const extension = this.#known(request, response, 'Unknown Lambda-Extension-Identifier');
    if (extension === undefined) return;
    const errorType = header(request, 'lambda-extension-function-error-type');
    if (errorType === undefined) {
      const text = 'Lambda-Extension-Function-Error-Type not found';
      return refuse(response, 403, 'Extension.MissingHeader', text);
    }
    if (state === 'InitError' && extension.state !== 'Registered') return this.#wrongState(response, extension, state);
    extension.state = state;
    accept(response);
    this.#events.failed(
      state === 'InitError' ? 'Extension.InitError' : 'Extension.ExitError',
      textOf(body) ?? errorType,
    );
  }

  #known(request: IncomingMessage, response: ServerResponse, unknown: string): Extension | undefined {
    const id = header(request, 'lambda-extension-identifier');
    const extension = this.#all.find((one) => one.id === id);
    if (id === undefined) {
      refuse(response, 403, 'Extension.MissingExtensionIdentifier', 'Missing Lambda-Extension-Identifier header');
    } else if (!UUID.test(id)) {
      refuse(response, 403, 'Extension.InvalidExtensionIdentifier', 'Invalid Lambda-Extension-Identifier');
    } else if (!extension) {
      refuse(
        response,
        403,
        'Extension.UnknownExtensionIdentifier',
        unknown.endsWith('n') ? `${unknown} ${id}` : unknown,
      );
    }
    return extension;
  }

  #wrongState(response: ServerResponse, extension: Extension, to: State): void {
    const text = `State transition from ${extension.state} to ${to} failed for extension ${extension.name}. Error: State transition is not allowed`;
    refuse(response, 403, 'Extension.InvalidExtensionState', text);
  }
}

function textOf(body: Buffer): string | undefined {
  try {
    const { errorMessage } = JSON.parse(body.toString()) as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : undefined;
  } catch {
    return undefined;
  }
}
