/** What IAM keeps, as its documents hold it. Times are ms since the epoch, policy documents the text that was given. */

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What every named thing has. */
export interface Entity {
  readonly account: string;
  /** As it was given; names that differ in case alone are the same name. */
  readonly name: string;
  /** Begins and ends with a slash. */
  readonly path: string;
  /** AIDA…, AROA…, AGPA…, ANPA…: never given twice. */
  readonly id: string;
  readonly created: number;
}

/** What a user, a group or a role is allowed. */
export interface Permissions {
  /** Inline policies' documents by name. */
  readonly inline: Readonly<Record<string, string>>;
  /** ARNs of managed policies, in the order in which they were attached. */
  readonly attached: readonly string[];
}

export interface User extends Entity, Permissions {
  readonly tags: readonly Tag[];
  /** Names of its groups. */
  readonly groups: readonly string[];
  /** ARN of the managed policy that bounds it. */
  readonly boundary?: string;
  /** Ids of its access keys, oldest first. */
  readonly accessKeys: readonly string[];
}

export interface Group extends Entity, Permissions {}

export interface Role extends Entity, Permissions {
  readonly tags: readonly Tag[];
  readonly description?: string;
  /** The trust policy: who may assume it. */
  readonly trust: string;
  /**
   * Unique ids of the users and roles that the trust policy names, by what it calls them: whoever has that name later is somebody else. Read the
   * policy with `trustPolicyOf`.
   */
  readonly trusted?: Readonly<Record<string, string>>;
  /** Seconds */
  readonly maxSessionDuration: number;
  readonly boundary?: string;
  /** The service that a service-linked role belongs to: `dynamodb.application-autoscaling.amazonaws.com`. */
  readonly linkedTo?: string;
}

export interface ManagedPolicy extends Entity {
  readonly description?: string;
  readonly tags: readonly Tag[];
  readonly updated: number;
  /** Oldest first. */
  readonly versions: readonly PolicyVersion[];
  /** `v2` */
  readonly defaultVersion: string;
  /** The number that the next version gets: numbers are not used again. */
  readonly nextVersion: number;
  /** How many users, groups and roles it is attached to. */
  readonly attachments: number;
  /** How many users and roles it bounds. */
  readonly bounds: number;
}

export interface PolicyVersion {
  /** `v1` */
  readonly id: string;
  readonly document: string;
  readonly created: number;
}

export interface AccessKey {
  readonly id: string;
  readonly account: string;
  readonly userName: string;
  /** The secret, sealed with the server's key: signatures cannot be checked with less than the secret itself. */
  readonly sealed: string;
  readonly status: 'Active' | 'Inactive';
  readonly created: number;
}

/** An OpenID Connect provider that the account trusts. */
export interface OidcProvider {
  readonly account: string;
  /** Without `https://`, as in its ARN. */
  readonly url: string;
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
  readonly created: number;
  readonly tags: readonly Tag[];
}

/** The last deletion of a service-linked role of that name. */
export interface RoleDeletion {
  readonly account: string;
  /** The role's. */
  readonly name: string;
  readonly roleId: string;
  /** `task/aws-service-role/<service>/<name>/<uuid>` */
  readonly task: string;
  readonly status: 'IN_PROGRESS' | 'SUCCEEDED';
}

/** What belongs to the account as a whole. */
export interface AccountDocument {
  readonly alias?: string;
}

/** Whose an alias is. */
export interface AccountAlias {
  readonly account: string;
}

/** When something was last used, kept apart because it changes with use. */
export interface LastUsed {
  readonly at: number;
  readonly service: string;
  readonly region: string;
}

export type HolderKind = 'user' | 'group' | 'role';
