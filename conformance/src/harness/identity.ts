import type { IAM } from '@aws-sdk/client-iam';
import type { AssumeRoleRequest, Credentials, STS } from '@aws-sdk/client-sts';
import type { Signer } from '@paddock/wire';
import { createIam, createSts } from './clients.js';
import type { Answer, RawClient, RawRequest } from './raw.js';
import { newName } from './streams.js';

/** What signs a request, in the SDK's names. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export const rootKeys: Keys = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Somebody who has credentials: a user, or a session of a role. */
export interface Someone {
  /** Of the user or the role. */
  readonly name: string;
  /** As denials name them. */
  readonly arn: string;
  readonly keys: Keys;
  /** A Kinesis request of theirs in JSON, whatever its answer. */
  call(operation: string, input: object, request?: RawRequest): Promise<Answer>;
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect?: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: object;
}

/** A policy document of these statements, which allow unless they say otherwise. */
export const documentOf = (...statements: readonly Statement[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })),
  });

/** A document of one statement. */
export const allow = (action: string | readonly string[], resource = '*', condition?: object): string =>
  documentOf({ Action: action, Resource: resource, ...(condition === undefined ? {} : { Condition: condition }) });
export const deny = (action: string | readonly string[], resource = '*', condition?: object): string =>
  documentOf({
    Effect: 'Deny',
    Action: action,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  });

/** AWS's text for a denial. @param why what follows the resource, if anything does */
export const denial = (arn: string, action: string, resource: string | undefined, why?: string): string =>
  [
    `User: ${arn} is not authorized to perform: ${action}`,
    ...(resource === undefined ? [] : [`on resource: ${resource}`]),
    why ?? `because no identity-based policy allows the ${action} action`,
  ].join(' ');

/** Whether a JSON service said that somebody may not. */
export const isDenied = ({ json }: Answer): boolean => json?.['__type'] === 'AccessDeniedException';

export const signerOf = ({ accessKeyId, secretAccessKey, sessionToken }: Keys): Partial<Signer> => ({
  accessKeyId,
  secret: secretAccessKey,
  ...(sessionToken === undefined ? {} : { sessionToken }),
});

/** The text of the first such element of an XML answer. */
export function xmlText({ text }: Pick<Answer, 'text'>, element: string): string | undefined {
  const found = new RegExp(`<${element}>([^<]*)</${element}>`).exec(text)?.[1];
  return found
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** Makes the users, roles and policies of one account, with its root key unless told otherwise. */
export class Identities {
  readonly iam: IAM;
  readonly sts: STS;
  readonly #url: string;
  readonly #raw: RawClient;

  constructor({ url, raw }: { readonly url: string; readonly raw: RawClient }, keys: Keys = rootKeys) {
    this.#url = url;
    this.#raw = raw;
    this.iam = createIam(url, { credentials: keys });
    this.sts = createSts(url, { credentials: keys });
  }

  close(): void {
    this.iam.destroy();
    this.sts.destroy();
  }

  /** A user with a key, and an inline policy for each document: `p0`, `p1`. */
  async newUser(...documents: readonly string[]): Promise<Someone> {
    const UserName = newName('user');
    const { User } = await this.iam.createUser({ UserName });
    const [keys] = await Promise.all([this.newKeys(UserName), this.allow(UserName, ...documents)]);
    return this.someone(UserName, User?.Arn ?? '', keys);
  }

  async newKeys(UserName: string): Promise<Keys> {
    const { AccessKey } = await this.iam.createAccessKey({ UserName });
    if (AccessKey?.AccessKeyId === undefined || AccessKey.SecretAccessKey === undefined) throw new Error('no key');
    return { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
  }

  /** Puts the user's inline policies, in place of those of the same number. */
  async allow(UserName: string, ...documents: readonly string[]): Promise<void> {
    for (const [index, PolicyDocument] of documents.entries()) {
      await this.iam.putUserPolicy({ UserName, PolicyName: `p${index}`, PolicyDocument });
    }
  }

  /** A customer managed policy. Gives its ARN. */
  async newPolicy(PolicyDocument: string): Promise<string> {
    const { Policy } = await this.iam.createPolicy({ PolicyName: newName('policy'), PolicyDocument });
    if (Policy?.Arn === undefined) throw new Error('no policy');
    return Policy.Arn;
  }

  /** A role with inline policies. @param trusted the Principal of its trust policy */
  async newRole(
    trusted: unknown,
    documents: readonly string[] = [],
    trust: Statement = {},
  ): Promise<{ readonly name: string; readonly arn: string }> {
    const RoleName = newName('role');
    const statement = { Principal: trusted, Action: 'sts:AssumeRole', ...trust };
    const { Role } = await this.iam.createRole({ RoleName, AssumeRolePolicyDocument: documentOf(statement) });
    for (const [index, PolicyDocument] of documents.entries()) {
      await this.iam.putRolePolicy({ RoleName, PolicyName: `p${index}`, PolicyDocument });
    }
    return { name: RoleName, arn: Role?.Arn ?? '' };
  }

  /** A session of the role, for whoever has these keys. @throws what STS answers */
  async assume(by: Keys, RoleArn: string, more: Partial<AssumeRoleRequest> = {}): Promise<Someone> {
    const sts = createSts(this.#url, { credentials: by });
    try {
      const { Credentials, AssumedRoleUser } = await sts.assumeRole({ RoleArn, RoleSessionName: 'session', ...more });
      const name = RoleArn.slice(RoleArn.lastIndexOf('/') + 1);
      return this.someone(name, AssumedRoleUser?.Arn ?? '', keysOf(Credentials));
    } finally {
      sts.destroy();
    }
  }

  someone(name: string, arn: string, keys: Keys): Someone {
    const raw = this.#raw;
    const call: Someone['call'] = (operation, input, request = {}) =>
      raw.call(operation, input, { ...request, sign: { ...signerOf(keys), ...request.sign } });
    return { name, arn, keys, call };
  }
}

/** STS's credentials as those of an SDK client. */
export function keysOf(credentials: Credentials | undefined): Keys {
  const { AccessKeyId, SecretAccessKey, SessionToken } = credentials ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
    throw new Error('no credentials');
  }
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
