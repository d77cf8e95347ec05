import { isSameDocument } from '../documents.js';
import { isTagged, tagList } from '../names.js';
import { allPages, nextMarker } from '../pages.js';
import { unless, whilePropagating } from '../patience.js';
import { absent, arnOf, present } from '../resource.js';
import type { Role } from '@aws-sdk/client-iam';
import type { Context, Resource, Tell } from '../resource.js';

/** What a role shall be. */
export interface RoleWish {
  readonly id: string;
  readonly needs?: readonly string[];
  readonly name: string;
  /** `/service-role/`; `/` without. */
  readonly path?: string;
  readonly description: string;
  /** Its trust policy; undefined while what it trusts is not there. */
  readonly trust: (context: Context) => string | undefined;
  /** ARNs of the managed policies attached. */
  readonly managed?: (context: Context) => readonly string[];
  /** Inline policies by their names. */
  readonly inline?: (context: Context) => Readonly<Record<string, string>>;
}

export const roleArn = (context: Context, name: string, path = '/'): string =>
  arnOf(context, 'iam', `role${path}${name}`);

/** A role with exactly these policies: what else is attached to one of ours is detached, for it may do no more than it needs. */
export const rolePart = (wish: RoleWish): Resource => {
  const { id, name: RoleName, needs = [], path = '/', description } = wish;
  return {
    part: { id, title: `IAM role ${RoleName}` },
    needs,
    inspect: async (context) => {
      const { iam } = context.clients;
      const managed = wish.managed?.(context) ?? [];
      const inline = wish.inline?.(context) ?? {};
      const found = (await unless(['NoSuchEntityException'], () => iam.getRole({ RoleName })))?.Role;
      if (found === undefined) {
        return absent(async (tell) => {
          await unless(['EntityAlreadyExistsException'], () =>
            iam.createRole({
              RoleName,
              Path: path,
              Description: description,
              AssumeRolePolicyDocument: wish.trust(context),
              Tags: tagList(),
            }),
          );
          // One after the other: of two changes of one role at the same moment IAM refuses one.
          for (const PolicyArn of managed) {
            await whenKnown(context, tell, () => iam.attachRolePolicy({ RoleName, PolicyArn }));
          }
          for (const [PolicyName, PolicyDocument] of Object.entries(inline)) {
            await whenKnown(context, tell, () => iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument }));
          }
        });
      }
      const policies = await policiesOf(context, RoleName);
      const repairs = repairsOf(context, { wish, found, policies, managed, inline });
      return present({
        ours: isTagged(found.Tags),
        differences: repairs.map(({ difference }) => difference),
        misfits: repairs.filter(({ isNeeded }) => isNeeded).map(({ difference }) => difference),
        impossible: (found.Path ?? '/') === path ? undefined : `its path is ${found.Path}, not ${path}`,
        update: async (tell) => {
          for (const { mend } of repairs) await whenKnown(context, tell, mend);
        },
        remove: async (tell) => {
          await whilePropagating(context, tell, isStillAttached, () =>
            unless(['NoSuchEntityException'], async () => {
              const now = await policiesOf(context, RoleName);
              for (const PolicyArn of now.managed) await iam.detachRolePolicy({ RoleName, PolicyArn });
              for (const { name: PolicyName } of now.inline) await iam.deleteRolePolicy({ RoleName, PolicyName });
              await iam.deleteRole({ RoleName });
            }),
          );
        },
      });
    },
  };
};

/** IAM may not know for a moment what it has just made; AWS's own policies are known or never will be. */
const isUnknown = ({ name, message }: Error): boolean =>
  name === 'NoSuchEntityException' && !/iam::aws:policy\//.test(message);

const whenKnown = (context: Context, tell: Tell, change: () => Promise<unknown>): Promise<unknown> =>
  whilePropagating(context, tell, isUnknown, change);

/** IAM may believe for a moment that what was just taken from a role is there. */
const isStillAttached = ({ name, message }: Error): boolean =>
  name === 'DeleteConflictException' && /detach|delete policies|policies first/i.test(message);

interface Policies {
  readonly managed: readonly string[];
  readonly inline: readonly { readonly name: string; readonly document: string | undefined }[];
}

/** The policies of a role. */
async function policiesOf({ clients: { iam } }: Context, RoleName: string): Promise<Policies> {
  const [attached, own] = await Promise.all([
    allPages((Marker) => iam.listAttachedRolePolicies({ RoleName, Marker }), nextMarker),
    allPages((Marker) => iam.listRolePolicies({ RoleName, Marker }), nextMarker),
  ]);
  const names = own.flatMap(({ PolicyNames = [] }) => PolicyNames);
  const managed = attached.flatMap(({ AttachedPolicies = [] }) => AttachedPolicies);
  const inline = names.map(async (name) => {
    const { PolicyDocument } = await iam.getRolePolicy({ RoleName, PolicyName: name });
    return { name, document: PolicyDocument };
  });
  return { managed: managed.flatMap(({ PolicyArn }) => PolicyArn ?? []), inline: await Promise.all(inline) };
}

/** One thing that is not as it shall be. */
interface Repair {
  readonly difference: string;
  /** Whether the role does not do without it; what it may do beyond is surplus. */
  readonly isNeeded: boolean;
  readonly mend: () => Promise<unknown>;
}

function repairsOf(
  context: Context,
  {
    wish,
    found,
    policies,
    managed,
    inline,
  }: {
    readonly wish: RoleWish;
    readonly found: Role;
    readonly policies: Policies;
    readonly managed: readonly string[];
    readonly inline: Readonly<Record<string, string>>;
  },
): Repair[] {
  const { iam } = context.clients;
  const { RoleName } = found;
  const trust = wish.trust(context);
  const repairs: Repair[] = [];
  if (trust === undefined || !isSameDocument(found.AssumeRolePolicyDocument, trust)) {
    repairs.push({
      difference: 'it is not trusted to whom it shall be',
      isNeeded: true,
      // What it trusts may have come to be only now.
      mend: () => iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: wish.trust(context) }),
    });
  }
  for (const PolicyArn of managed.filter((arn) => !policies.managed.includes(arn))) {
    const difference = `${nameIn(PolicyArn)} is not attached`;
    repairs.push({ difference, isNeeded: true, mend: () => iam.attachRolePolicy({ RoleName, PolicyArn }) });
  }
  for (const PolicyArn of policies.managed.filter((arn) => !managed.includes(arn))) {
    const difference = `${nameIn(PolicyArn)} is attached, more than it needs`;
    repairs.push({ difference, isNeeded: false, mend: () => iam.detachRolePolicy({ RoleName, PolicyArn }) });
  }
  for (const [PolicyName, PolicyDocument] of Object.entries(inline)) {
    const document = policies.inline.find(({ name }) => name === PolicyName)?.document;
    if (isSameDocument(document, PolicyDocument)) continue;
    const difference = `its policy ${PolicyName} ${document === undefined ? 'is missing' : 'allows other things than it shall'}`;
    repairs.push({
      difference,
      isNeeded: true,
      mend: () => iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument }),
    });
  }
  for (const { name: PolicyName } of policies.inline.filter(({ name }) => !Object.hasOwn(inline, name))) {
    const difference = `its policy ${PolicyName} is more than it needs`;
    repairs.push({ difference, isNeeded: false, mend: () => iam.deleteRolePolicy({ RoleName, PolicyName }) });
  }
  return repairs;
}

const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
