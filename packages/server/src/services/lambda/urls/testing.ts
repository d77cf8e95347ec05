import { signRequest, type WireRequest, type WireResponse } from '@paddock/wire';
import { Authenticator } from '../../../identity/authenticator.js';
import type { Principal } from '../../../identity/principal.js';
import type { Service } from '../../../service.js';
import { accessDenied } from '../errors.js';
import { addPermission } from '../operations/add-permission.js';
import { createFunctionUrlConfig } from '../operations/create-function-url-config.js';
import { resourceDirectory } from '../resource-directory.js';
import { testLambda, testRegion, type TestFunction, type TestLambda } from '../testing.js';
import { functionUrls } from './index.js';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string;
}

export interface AskedFor {
  readonly method?: string;
  /** With its query. */
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly host?: string;
  /** Whether `signer` signs it. */
  readonly signed?: boolean;
  /** The body that is sent in place of the one that was signed. */
  readonly forged?: string;
}

/** A function with a URL, and a browser or an SDK to ask it with. */
export interface TestUrls {
  readonly lambda: TestLambda;
  /** The URL's id. */
  readonly id: string;
  /** What the function gets, and does. */
  run(does: TestFunction): void;
  /** The last event that the function got. */
  event(): unknown;
  ask(asked?: AskedFor): Promise<Answered>;
  /** The answer as it is, whose body may be a stream. @param closed called when it is known how to close the connection */
  open(asked?: AskedFor, closed?: (close: () => void) => void): Promise<WireResponse | undefined>;
  /** Lets everyone call the URL. @param actions both that it takes, unless said otherwise */
  permit(actions?: readonly string[], Qualifier?: string): Promise<void>;
  /** Another URL of the function's. @returns its id */
  create(more: object): Promise<string>;
  stop(): Promise<void>;
}

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

export async function testUrls(
  more: { readonly signer?: (lambda: TestLambda) => Promise<Principal>; readonly config?: object } = {},
): Promise<TestUrls> {
  // Filled when there is a Lambda whose service it can be.
  const made: { service?: Service } = {};
  const lambda = await testLambda({
    targets: {
      get lambda() {
        return made.service as Service;
      },
    },
  });
  const { context } = lambda;
  const resources = resourceDirectory(context);
  await resources.ready;
  made.service = { name: 'lambda', signingName: 'lambda', resources, accessDenied } as unknown as Service;
  const signer = await more.signer?.(lambda);
  const authenticator = new Authenticator({
    credentials: { find: () => (signer === undefined ? undefined : { secret, principal: signer }) },
    relaxedAccount: undefined,
    serverTime: () => lambda.clock.now(),
  });
  const { authorizer } = lambda;
  const urls = functionUrls(context, { authenticator: () => authenticator, authorizer });
  await lambda.createFunction('f');
  const create = async (config: object): Promise<string> => {
    const made = await lambda.run(createFunctionUrlConfig, { FunctionName: 'f', AuthType: 'NONE', ...config });
    return /^http:\/\/([a-z0-9]+)\./.exec(made.FunctionUrl)?.[1] ?? '';
  };
  const id = await create(more.config ?? {});
  const requestOf = (asked: AskedFor, closed: (close: () => void) => void): WireRequest => {
    const { method = 'GET', target = '/', body = '', host = `${id}.lambda-url.${testRegion}.on.aws` } = asked;
    const [path = '', query = ''] = target.split('?');
    const bytes = Buffer.from(body);
    const plain = { ...asked.headers, host };
    const headers =
      asked.signed === true
        ? signRequest(
            { method, path, query, headers: plain, body: bytes },
            { accessKeyId: 'AKIATEST', secret, region: testRegion, service: 'lambda', now: lambda.clock.now() },
          )
        : plain;
    return {
      method,
      path,
      query,
      headers: headers as WireRequest['headers'],
      remoteAddress: '::ffff:127.0.0.1',
      http: '1.1',
      body: asked.forged === undefined ? bytes : Buffer.from(asked.forged),
      onClose: (listener) => closed(listener),
    };
  };
  const open: TestUrls['open'] = async (asked = {}, closed = () => undefined) => urls(requestOf(asked, closed));
  return {
    lambda,
    id,
    run: (does) => lambda.pool.functions.set('f', does),
    event: () => lambda.pool.invocations.at(-1)?.event,
    open,
    ask: async (asked) => {
      const response = await open(asked);
      if (response === undefined) throw new Error('it is no function URL');
      const { status, headers, cookies = [], body } = response;
      return { status, headers, cookies, body: await textOf(body) };
    },
    permit: async (actions = ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'], Qualifier) => {
      for (const Action of actions) {
        await lambda.run(addPermission, {
          FunctionName: 'f',
          StatementId: Action.replace(':', '-'),
          Action,
          Principal: '*',
          Qualifier,
          ...(Action === 'lambda:InvokeFunctionUrl'
            ? { FunctionUrlAuthType: 'NONE' }
            : { InvokedViaFunctionUrl: true }),
        });
      }
    },
    create,
    stop: async () => {
      urls.close();
      resources.close();
      await lambda.stop();
    },
  };
}

async function textOf(body: WireResponse['body']): Promise<string> {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString();
}
