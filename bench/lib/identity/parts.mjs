import { openMemoryRegistry } from '../../../packages/store/dist/index.js';
import { PolicyAuthorizer } from '../../../packages/server/dist/authorization/policy-authorizer.js';
import { Authenticator } from '../../../packages/server/dist/identity/authenticator.js';
import { firstOf, rootCredentials, sessionCredentials } from '../../../packages/server/dist/identity/credentials.js';
import { Sessions } from '../../../packages/server/dist/identity/sessions.js';
import { systemClock } from '../../../packages/server/dist/runtime/clock.js';
import { DueTasks } from '../../../packages/server/dist/runtime/due-tasks.js';
import { createLogger } from '../../../packages/server/dist/runtime/log.js';
import { systemRandom } from '../../../packages/server/dist/runtime/random.js';
import { openSecrets } from '../../../packages/server/dist/runtime/secrets.js';
import { createIam } from '../../../packages/server/dist/services/iam/index.js';

export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

// The server's own parts for identity, put together as the server does it, on memory and without a wire.
export async function openParts() {
  const registry = openMemoryRegistry();
  const [clock, random] = [systemClock(), systemRandom()];
  const secrets = await openSecrets(registry, random);
  const sessions = new Sessions(secrets.key('session-tokens'), random);
  const logger = createLogger({ level: 'error', stream: process.stderr, clock });
  const dueTasks = new DueTasks({ registry, clock, logger });
  const iam = await createIam({ registry, clock, random, secrets, dueTasks, logger, transitions: 'instant' });
  const root = { account: ACCOUNT, accessKeyId: 'test', secret: 'test' };
  const credentials = firstOf([rootCredentials([root]), sessionCredentials(sessions), iam.principals]);
  const serverTime = () => clock.now();
  const rootOf = (accessKeyId) => credentials.find(accessKeyId, undefined, clock.now()).principal;
  return {
    account: ACCOUNT,
    strict: new Authenticator({ credentials, relaxedAccount: undefined, serverTime }),
    relaxed: new Authenticator({ credentials, relaxedAccount: ACCOUNT, serverTime }),
    authorizer: new PolicyAuthorizer(iam.principals),
    issue: (principal) => sessions.issue(principal),
    principalOf: ({ accessKeyId, sessionToken }) => credentials.find(accessKeyId, sessionToken, clock.now()).principal,
    call: callOf(iam.service, rootOf('test')),
    close: async () => {
      await iam.service.stop();
      await registry.close();
    },
  };
}

// Runs operations of IAM as root. What a call gives is a function from a field's name to its value.
function callOf(service, principal) {
  return async (_service, action, input) => {
    const request = { principal, region: REGION, requestId: '', verdicts: [] };
    const output = await service.operations.get(action).run(input, request);
    return (name) => fieldOf(output, name);
  };
}

function fieldOf(value, name) {
  if (typeof value !== 'object' || value === null) return undefined;
  if (name in value) return value[name];
  for (const inner of Object.values(value)) {
    const found = fieldOf(inner, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
