import { isTagged, names, tagMap } from '../names.js';
import { unless, whilePropagating } from '../patience.js';
import { absent, present } from '../resource.js';
import type { IdentityPool } from '@aws-sdk/client-cognito-identity';
import type { Context, Resource, Tell } from '../resource.js';

const IdentityPoolName = names.identityPool;
/** Guests are let in, by the enhanced flow only: the service picks the role, not the guest. */
const WANTED = { IdentityPoolName, AllowUnauthenticatedIdentities: true, AllowClassicFlow: false };

/** The identity pool whose guests see the map. Names of pools are not unique: others of the same name are not looked at. */
export const identityPoolPart: Resource = {
  part: { id: 'identity-pool', title: `identity pool ${IdentityPoolName}` },
  needs: [],
  inspect: async (context) => {
    const { cognito } = context.clients;
    const pools = await ourPools(context);
    const [found] = pools;
    if (found === undefined) {
      return absent(async () => {
        const { IdentityPoolId } = await cognito.createIdentityPool({ ...WANTED, IdentityPoolTags: tagMap });
        learn(context, IdentityPoolId);
      });
    }
    const { IdentityPoolId } = found;
    learn(context, IdentityPoolId);
    return present({
      ours: true,
      differences: [
        ...(found.AllowUnauthenticatedIdentities === true ? [] : ['it lets no guests in']),
        ...(found.AllowClassicFlow === true ? ['it allows the classic flow'] : []),
      ],
      update: async () => {
        // UpdateIdentityPool sets everything: what is not told again is lost.
        await cognito.updateIdentityPool({ ...found, ...WANTED });
      },
      remove: async () => {
        for (const pool of pools) {
          await unless(['ResourceNotFoundException'], () =>
            cognito.deleteIdentityPool({ IdentityPoolId: pool.IdentityPoolId }),
          );
        }
      },
    });
  },
};

function learn({ learned }: Context, id: string | undefined): void {
  if (id !== undefined) learned.identityPoolId = id;
}

/** Ours of the name, in a lasting order. More than one comes of two deployments at the same moment only. */
export async function ourPools({ clients: { cognito } }: Context): Promise<IdentityPool[]> {
  const ids: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await cognito.listIdentityPools({ MaxResults: 60, ...(NextToken !== undefined && { NextToken }) });
    for (const pool of page.IdentityPools ?? []) {
      if (pool.IdentityPoolName === IdentityPoolName) ids.push(pool.IdentityPoolId ?? '');
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  const pools = await Promise.all(
    ids
      .toSorted()
      .map((IdentityPoolId) =>
        unless(['ResourceNotFoundException'], () => cognito.describeIdentityPool({ IdentityPoolId })),
      ),
  );
  return pools.filter((pool) => pool !== undefined).filter(({ IdentityPoolTags }) => isTagged(IdentityPoolTags));
}

/** That the pool's guests get the role. */
export const guestAccessPart = (needs: readonly string[], role: (context: Context) => string): Resource => ({
  part: { id: 'guest-access', title: `guests of ${IdentityPoolName} get ${names.guestRole}` },
  needs,
  inspect: async (context) => {
    const { cognito } = context.clients;
    const { identityPoolId: known } = context.learned;
    const wanted = role(context);
    const found =
      known === undefined
        ? undefined
        : await unless(['ResourceNotFoundException'], () => cognito.getIdentityPoolRoles({ IdentityPoolId: known }));
    const set = async (tell: Tell): Promise<void> => {
      await whilePropagating(context, tell, isRoleUnknown, () =>
        cognito.setIdentityPoolRoles({
          IdentityPoolId: context.learned.identityPoolId,
          Roles: { ...found?.Roles, unauthenticated: wanted },
          ...(found?.RoleMappings !== undefined && { RoleMappings: found.RoleMappings }),
        }),
      );
    };
    const current = found?.Roles?.['unauthenticated'];
    if (current === undefined) return absent(set);
    return present({
      ours: true,
      differences: current === wanted ? [] : [`guests get ${current}`],
      update: set,
      // It is gone with the pool.
      remove: () => Promise.resolve(),
    });
  },
});

/** While IAM spreads a new role, it may be none to Cognito. */
const isRoleUnknown = ({ name, message }: Error): boolean =>
  name === 'InvalidParameterException' && /role/i.test(message);
