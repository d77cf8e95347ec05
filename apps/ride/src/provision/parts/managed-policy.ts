import { isSameDocument } from '../documents.js';
import { isTagged, tagList } from '../names.js';
import { unless } from '../patience.js';
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
      remove: async () => {
        const users = await usersOf(context, PolicyArn);
        if (users.length > 0) throw new Left(`it is attached to ${users.join(', ')} as well`);
        for (const version of await otherVersions(context, PolicyArn)) {
          await iam.deletePolicyVersion({ PolicyArn, VersionId: version });
        }
        await unless(['NoSuchEntityException'], () => iam.deletePolicy({ PolicyArn }));
      },
    });
  },
});

export const managedPolicyArn = (context: Context, name: string): string => arnOf(context, 'iam', `policy/${name}`);

/** All but the default version, the oldest last. */
async function otherVersions({ clients }: Context, PolicyArn: string): Promise<string[]> {
  const { Versions = [] } = await clients.iam.listPolicyVersions({ PolicyArn });
  return Versions.filter(({ IsDefaultVersion }) => IsDefaultVersion !== true)
    .toSorted((a, b) => (b.CreateDate?.getTime() ?? 0) - (a.CreateDate?.getTime() ?? 0))
    .flatMap(({ VersionId }) => VersionId ?? []);
}

async function usersOf({ clients }: Context, PolicyArn: string): Promise<string[]> {
  const {
    PolicyRoles = [],
    PolicyUsers = [],
    PolicyGroups = [],
  } = await clients.iam.listEntitiesForPolicy({ PolicyArn });
  return [
    ...PolicyRoles.map(({ RoleName }) => `the role ${RoleName}`),
    ...PolicyUsers.map(({ UserName }) => `the user ${UserName}`),
    ...PolicyGroups.map(({ GroupName }) => `the group ${GroupName}`),
  ];
}
