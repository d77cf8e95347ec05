import { QUERY_RULES, queryProtocol } from '@paddock/wire';
import { bind } from '../../operation.js';
import type { Service } from '../../service.js';
import type { StsContext } from './context.js';
import { accessDenied } from './errors.js';
import { operations } from './operations/index.js';
import { StsPort } from './port.js';
import { turnedAway } from './turned-away.js';
import { WebIdentities, type WebIdentitiesParts } from './web-identities.js';

/** What STS is put together from. */
export interface StsParts
  extends WebIdentitiesParts, Omit<StsContext, 'webIdentities' | 'verified' | keyof WebIdentitiesParts> {}

export interface Sts {
  readonly service: Service;
  /** For other services. */
  readonly port: StsPort;
}

/** The Security Token Service, API version 2011-06-15. https://docs.aws.amazon.com/STS/latest/APIReference/ */
export function createSts(parts: StsParts): Sts {
  const { iam, sessions, clock, messages, rootAccountOf, relaxed } = parts;
  const context: StsContext = {
    iam,
    sessions,
    clock,
    messages,
    rootAccountOf,
    relaxed,
    webIdentities: new WebIdentities(parts),
    verified: new WeakMap(),
  };
  const protocol = queryProtocol({ xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/' });
  return {
    service: {
      name: 'sts',
      signingName: 'sts',
      signingRules: QUERY_RULES,
      queryVersion: '2011-06-15',
      protocols: new Map([['application/x-www-form-urlencoded', protocol]]),
      operations: new Map(operations.map((operation) => [operation.name, bind(operation, context)])),
      validation: { code: 'ValidationError', tellsValue: true },
      resources: { policyKind: 'trust', policy: (arn) => trustPolicy(context, arn) },
      accessDenied,
      turnsAway: turnedAway,
      start: () => Promise.resolve(),
      drain: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    },
    port: new StsPort(context),
  };
}

/** Of a role; federated users have no policy that says who may become one. */
function trustPolicy({ iam }: StsContext, arn: string): string | undefined {
  const role = iam.role(arn);
  return role && iam.trustPolicyOf(role);
}
