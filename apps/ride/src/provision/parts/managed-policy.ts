import { isSameDocument } from '../documents.js';
import { isTagged, tagList } from '../names.js';
import { allPages, nextMarker } from '../pages.js';
import { unless, whilePropagating } from '../patience.js';
import { Left, absent, arnOf, present } from '../resource.js';
import type { Context, Resource } from '../resource.js';

/** So many versions a managed policy has at most. */
const MOST_VERSIONS = 5;

/** A customer managed policy. */
export const managedPolicyPart = (
  id: string,
  name: string,
  description: string,
  documentOf: (context: Context) => string,
): Resource => ({
  part: { id, title: `IAM policy ${name}` },
  needs: [],
  inspect: async (context) => {
    const { iam } = context.clients;
    const wanted = documentOf(context);
    const PolicyArn = managedPolicyArn(context, name);
    const found = (await unless(['NoSuchEntityException'], () => iam.getPolicy({ PolicyArn })))?.Policy;
    if (found === undefined) {
      return absent(async () => {
        await unless(['EntityAlreadyExistsException'], () =>
          iam.createPolicy({ PolicyName: name, PolicyDocument: wanted, Description: description, Tags: tagList() }),
        );
      });
    }
    const VersionId = found.DefaultVersionId;
    const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn, VersionId });
    return present({
      ours: isTagged(found.Tags),
      differences: isSameDocument(PolicyVersion?.Document, wanted) ? [] : ['it allows other things than it shall'],
      update: async () => {
        const versions = await otherVersions(context, PolicyArn);
        const surplus = versions.length + 1 >= MOST_VERSIONS ? versions.slice(-1) : [];
        for (const oldest of surplus) await iam.deletePolicyVersion({ PolicyArn, VersionId: oldest });
        await iam.createPolicyVersion({ PolicyArn, PolicyDocument: wanted, SetAsDefault: true });
      },
      remove: async (tell) => {
        await whilePropagating(context, tell, isStillAttached, async () => {
          const users = await usersOf(context, PolicyArn);
          if (users.length > 0) throw new Left(`it is attached to ${users.join(', ')} as well`);
          for (const version of await otherVersions(context, PolicyArn)) {
            await iam.deletePolicyVersion({ PolicyArn, VersionId: version });
          }
          await unless(['NoSuchEntityException'], () => iam.deletePolicy({ PolicyArn }));
        });
      },
    });
  },
});

export const managedPolicyArn = (context: Context, name: string): string => arnOf(context, 'iam', `policy/${name}`);

/** IAM may believe for a moment that a role has it still which was just removed. */
const isStillAttached = ({ name }: Error): boolean => name === 'DeleteConflictException';

/** All but the default version, the oldest last. */
async function otherVersions({ clients }: Context, PolicyArn: string): Promise<string[]> {
  const pages = await allPages((Marker) => clients.iam.listPolicyVersions({ PolicyArn, Marker }), nextMarker);
  const versions = pages.flatMap(({ Versions = [] }) => Versions);
  return versions
    .filter(({ IsDefaultVersion }) => IsDefaultVersion !== true)
    .toSorted((a, b) => (b.CreateDate?.getTime() ?? 0) - (a.CreateDate?.getTime() ?? 0))
    .flatMap(({ VersionId }) => VersionId ?? []);
}

async function usersOf({ clients }: Context, PolicyArn: string): Promise<string[]> {
  const { iam } = clients;
  const pages = await allPages((Marker) => iam.listEntitiesForPolicy({ PolicyArn, Marker }), nextMarker);
  const roles = pages.flatMap(({ PolicyRoles = [] }) => PolicyRoles);
  // A role that was just removed may be named still.
  const there = await Promise.all(
    roles.map(({ RoleName }) => unless(['NoSuchEntityException'], () => iam.getRole({ RoleName }))),
  );
  return [
    ...there.flatMap((found) => (found === undefined ? [] : `the role ${found.Role?.RoleName}`)),
    ...pages.flatMap(({ PolicyUsers = [] }) => PolicyUsers.map(({ UserName }) => `the user ${UserName}`)),
    ...pages.flatMap(({ PolicyGroups = [] }) => PolicyGroups.map(({ GroupName }) => `the group ${GroupName}`)),
  ];
}
