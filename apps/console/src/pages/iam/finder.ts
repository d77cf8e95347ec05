import {
  IAMClient,
  paginateListGroups,
  paginateListPolicies,
  paginateListRoles,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import type { Finder, Found } from '../../contracts.js';
import { groupHref, policyHref, roleHref, userHref } from '../../hrefs.js';
import { collect } from '../../shared/use-aws.js';

const kinds = {
  user: { en: 'IAM user', ko: 'IAM 사용자' },
  group: { en: 'IAM user group', ko: 'IAM 사용자 그룹' },
  role: { en: 'IAM role', ko: 'IAM 역할' },
  policy: { en: 'IAM policy', ko: 'IAM 정책' },
};

/** Users, groups, roles and policies by name; of what may not be listed none. */
export const findIam: Finder = async (session) => {
  const client = session.client(IAMClient);
  const settings = { client, pageSize: 1000 };
  const found = await Promise.allSettled([
    collect(paginateListUsers(settings, {}), (page) => page.Users).then((all) =>
      all.map(({ UserName: name = '' }): Found => ({ name, kind: kinds.user, href: userHref(name) })),
    ),
    collect(paginateListGroups(settings, {}), (page) => page.Groups).then((all) =>
      all.map(({ GroupName: name = '' }): Found => ({ name, kind: kinds.group, href: groupHref(name) })),
    ),
    collect(paginateListRoles(settings, {}), (page) => page.Roles).then((all) =>
      all.map(({ RoleName: name = '' }): Found => ({ name, kind: kinds.role, href: roleHref(name) })),
    ),
    collect(paginateListPolicies(settings, { Scope: 'All' }), (page) => page.Policies).then((all) =>
      all.map(({ PolicyName: name = '', Arn: arn = '' }): Found => ({
        name,
        kind: kinds.policy,
        href: policyHref(arn),
      })),
    ),
  ]);
  return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
};
