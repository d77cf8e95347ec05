import assert from 'node:assert/strict';
import {
  openMemoryObjects,
  openMemoryRegistry,
  openMemoryTables,
  type Objects,
  type Registry,
  type Tables,
} from '@paddock/store';
import { compilePolicy, isPolicyDocument, parsePolicy, type CompiledPolicy } from '@paddock/policy';
import {
  defaultCorsPolicy,
  S3_RULES,
  signRequest,
  type Handler,
  type RequestToSign,
  type WireResponse,
} from '@paddock/wire';
import { ActingRoles } from '../../authorization/acting-roles.js';
import { PolicyAuthorizer } from '../../authorization/policy-authorizer.js';
import { Identifier } from '../../identify.js';
import { Authenticator } from '../../identity/authenticator.js';
import { rootPrincipal, type Principal } from '../../identity/principal.js';
import { createPipeline } from '../../pipeline.js';
import { testClock, type ControlledClock } from '../../runtime/controlled-clock.js';
import { createIds } from '../../runtime/ids.js';
import { silentLogger } from '../../runtime/log.js';
import { seededRandom } from '../../runtime/random.js';
import { testAccount, testStart } from '../../test-request.js';
import { createS3, type S3Service } from './index.js';

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly bytes: Buffer;
  /** The texts of the elements of that name. */
  all(element: string): string[];
  /** Of the first of them. */
  one(element: string): string | undefined;
}

export interface CallOptions {
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly region?: string;
  /** Whose key it is signed with; `anonymous` for none. */
  readonly as?: string;
  /** As `x-amz-content-sha256` says, where it is not the body's hash. */
  readonly payloadHash?: string;
}

/** S3 behind identification, authentication, authorization and its protocol, on stores in memory. */
export interface TestS3 {
  readonly s3: S3Service;
  readonly clock: ControlledClock;
  readonly stores: TestStores;
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  /** Sends a request as it is. */
  readonly send: (request: RequestToSign) => Promise<Answer>;
  /** A user of an account, with an access key that has the user's name. */
  readonly user: (name: string, statements?: readonly object[], account?: string) => void;
  /** The role may be acted for by that name. */
  readonly role: (name: string, statements: readonly object[]) => string;
  readonly stop: () => Promise<void>;
}

export interface TestStores {
  readonly registry: Registry;
  readonly tables: Tables;
  readonly objects: Objects;
}

export const otherAccount = '210987654321';
const secret = 'secret';

/** @param stores those that are there already, of another server */
export async function testS3(stores: TestStores = memoryStores()): Promise<TestS3> {
  const clock = testClock(testStart);
  const random = seededRandom(1);
  const ids = createIds(random);
  const policies = new Map<string, CompiledPolicy[]>();
  const principals = new Map<string, Principal>([
    ['root', rootPrincipal(testAccount, 'root')],
    ['stranger', rootPrincipal(otherAccount, 'stranger')],
  ]);
  const authorizer = new PolicyAuthorizer({
    revision: 0,
    policiesOf: ({ kind, arn }) => ({
      asksResourceTags: false,
      tags: {},
      ...(kind === 'root' ? { identity: 'all' as const } : { identity: policies.get(arn) ?? [] }),
    }),
  });
  const acting = new ActingRoles({
    sts: {
      assumeRoleForService: ({ roleArn }) => {
        const principal = principals.get(roleArn);
        if (principal === undefined) return { outcome: 'refused' } as never;
        return { outcome: 'assumed', principal, credentials: { accessKeyId: 'ASIATEST' } } as never;
      },
    },
    authorizer,
    present: (principal) => principal,
    clock,
  });
  const s3 = await createS3({ ...stores, clock, ids, logger: silentLogger, authorizer, acting });
  await s3.service.start();
  const handler = createPipeline({
    identifier: new Identifier([s3.service]),
    authenticator: new Authenticator({
      credentials: {
        find: (accessKeyId) => {
          const principal = principals.get(accessKeyId);
          return principal && { secret, principal };
        },
      },
      relaxedAccount: undefined,
      serverTime: () => clock.now(),
    }),
    authorizer,
    faults: undefined,
    cors: defaultCorsPolicy,
    hosts: { names: ['.amazonaws.com'] },
    clock,
    ids,
    logger: silentLogger,
    now: () => clock.now(),
    observe: () => undefined,
    control: () => undefined,
  });
  const send: TestS3['send'] = async (request) => answerOf(await handle(handler, request));
  const known = (name: string, principal: Principal, statements: readonly object[]): void => {
    principals.set(name, principal);
    const document = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'identity');
    const compiled = isPolicyDocument(document)
      ? [compilePolicy(document, { type: 'identity-based', name: 'inline' })]
      : [];
    policies.set(principal.arn, compiled);
  };
  return {
    s3,
    clock,
    stores,
    send,
    call(method, path, { query = '', headers = {}, body = '', region = 'us-east-1', as = 'root', payloadHash } = {}) {
      const hash = payloadHash === undefined ? {} : { payloadHash };
      const request: RequestToSign = {
        method,
        path,
        query,
        headers: { host: 'localhost:4566', ...headers },
        body,
        ...hash,
      };
      if (as === 'anonymous') return send(request);
      const signer = { accessKeyId: as, secret, region, service: 's3', now: clock.now(), rules: S3_RULES };
      return send({ ...request, headers: signRequest(request, signer) });
    },
    user: (name, statements = [], account = testAccount) => {
      const arn = `arn:aws:iam::${account}:user/${name}`;
      known(name, { kind: 'user', account, arn, accessKeyId: name, userId: `AIDA${name}`, userName: name }, statements);
    },
    role: (name, statements) => {
      const roleArn = `arn:aws:iam::${testAccount}:role/${name}`;
      const arn = `arn:aws:sts::${testAccount}:assumed-role/${name}/session`;
      const role = { name, arn: roleArn, id: `AROA${name}` };
      const principal: Principal = { kind: 'role', account: testAccount, arn, accessKeyId: '', userId: 'AROA', role };
      known(roleArn, principal, statements);
      return roleArn;
    },
    stop: () => s3.service.stop(),
  };
}

export const memoryStores = (): TestStores => ({
  registry: openMemoryRegistry(),
  tables: openMemoryTables(),
  objects: openMemoryObjects(),
});

const handle = (handler: Handler, request: RequestToSign): Promise<WireResponse> | WireResponse =>
  handler({
    method: request.method,
    path: request.path,
    query: request.query,
    headers: request.headers as never,
    remoteAddress: '127.0.0.1',
    http: '1.1',
    onClose: () => undefined,
    body: Buffer.from(request.body ?? ''),
  });

async function answerOf({ status, headers, body }: WireResponse): Promise<Answer> {
  const parts: Uint8Array[] = [];
  if (typeof body === 'string') parts.push(Buffer.from(body));
  else if (body instanceof Uint8Array) parts.push(body);
  else for await (const part of body) parts.push(part);
  const bytes = Buffer.concat(parts);
  const text = bytes.toString();
  const all = (element: string): string[] =>
    Array.from(text.matchAll(new RegExp(`<${element}(?: [^>]*)?>([^<]*)</${element}>`, 'g')), ([, inner = '']) =>
      unescaped(inner),
    );
  return { status, headers, text, bytes, all, one: (element) => all(element)[0] };
}

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Demands an error of S3's. */
export function refused(answer: Answer, status: number, code: string, message?: string | RegExp): void {
  assert.equal(`${answer.status} ${answer.one('Code')}`, `${status} ${code}`, answer.text);
  if (typeof message === 'string') assert.equal(answer.one('Message'), message);
  else if (message !== undefined) assert.match(answer.one('Message') ?? '', message);
  assert.equal(answer.one('RequestId'), answer.headers['x-amz-request-id']);
  assert.equal(answer.one('HostId'), answer.headers['x-amz-id-2']);
}

/** Demands success. */
export function ok(answer: Answer, status = 200): Answer {
  assert.equal(answer.status, status, answer.text);
  return answer;
}
