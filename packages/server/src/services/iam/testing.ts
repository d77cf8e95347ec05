import { openMemoryRegistry, type Registry } from '@paddock/store';
import { assertValid, type Infer, type StructureShape } from '@paddock/wire';
import { rootPrincipal, type Principal } from '../../identity/principal.js';
import type { Operation } from '../../operation.js';
import type { RequestContext } from '../../request-context.js';
import { testClock, type ControlledClock } from '../../runtime/controlled-clock.js';
import { seededRandom, type Random } from '../../runtime/random.js';
import { AccessKeySecrets } from './access-key-secrets.js';
import type { IamContext } from './context.js';
import { RoleDeletions } from './loops/role-deletions.js';
import type { Role } from './domain/entities.js';
import { defaultQuotas, type Quotas } from './quotas.js';
import { IamStore } from './store.js';
import { validation } from './validation.js';
import { testAccount, testStart, testRequest } from '../../test-request.js';

export { testAccount, testStart } from '../../test-request.js';

/** An IAM without wire, pipeline and authorization, on memory, whose time stands still until it is moved. */
export interface TestIam {
  readonly context: IamContext;
  readonly clock: ControlledClock;
  readonly registry: Registry;
  /** Validates the input and runs the operation, as root or as whoever is given. */
  run<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<IamContext, I, O>,
    input: Infer<I>,
    principal?: Principal,
  ): Promise<O extends StructureShape ? Infer<O> : void>;
  request(principal?: Principal): RequestContext;
  stop(): Promise<void>;
}

interface TestIamOptions {
  readonly quotas?: Partial<Quotas>;
  readonly registry?: Registry;
  readonly random?: Random;
}

export async function testIam(options: TestIamOptions = {}): Promise<TestIam> {
  const clock = testClock(testStart);
  const { registry = openMemoryRegistry(), random = seededRandom(1) } = options;
  const store = await IamStore.open(registry);
  const context: IamContext = {
    store,
    clock,
    random,
    secrets: new AccessKeySecrets(random.bytes(32), random),
    quotas: { ...defaultQuotas, ...options.quotas },
    roleDeletions: new RoleDeletions(store, clock, 0),
  };
  const request = (principal = rootPrincipal(testAccount, 'test')): RequestContext => testRequest(clock, { principal });
  return {
    context,
    clock,
    registry,
    request,
    run: async (operation, input, principal) => {
      assertValid(operation.input, input, validation);
      return (await operation.run(context, input, request(principal))) as never;
    },
    stop: async () => {
      store.close();
      await registry.close();
    },
  };
}

export const testRole = (name: string): Role => ({
  account: testAccount,
  name,
  path: '/',
  id: 'AROAAAAAAAAAAAAAAAAAA',
  created: testStart,
  inline: {},
  attached: [],
  tags: [],
  trust: '{}',
  maxSessionDuration: 3600,
});

export const testUser = (name: string, account = testAccount): Principal => ({
  kind: 'user',
  account,
  arn: `arn:aws:iam::${account}:user/${name}`,
  accessKeyId: 'AKIATEST',
  userId: 'AIDATEST',
  userName: name,
});
