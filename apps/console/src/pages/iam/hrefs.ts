import { withQuery, policyHref, simulatorHref, groupHref, roleHref, userHref } from '../../hrefs.js';
import type { Entity } from './entity.js';

/** Pages of IAM that only IAM's own link to. */
export const iamHref = '#/iam';
export const createUserHref = '#/iam/users-create';
export const createGroupHref = '#/iam/groups-create';
export const editPolicyHref = (arn: string): string => `${policyHref(arn)}/edit`;

export const entityHref = ({ kind, name }: Entity): string =>
  kind === 'user' ? userHref(name) : kind === 'role' ? roleHref(name) : groupHref(name);

/** @param policy absent for a new one */
export const inlinePolicyHref = (entity: Entity, policy?: string): string =>
  `${entityHref(entity)}/inline${policy === undefined ? '' : `/${encodeURIComponent(policy)}`}`;

/** @param principal an ARN */
export const simulateHref = (principal: string, actions: readonly string[] = []): string =>
  withQuery(simulatorHref, { principal, actions: actions.length === 0 ? undefined : actions.join(',') });

/** For react-router's navigate, which wants no `#`. */
export const pathOf = (href: string): string => href.replace(/^#/, '');
