import type { RegistryChange } from '@paddock/store';
import { accountConcurrency, unreservedMinimum } from './concurrency.js';
import type { LambdaContext } from './context.js';
import type { LambdaFunction } from './domain/lambda-function.js';
import {
  provisionedLeavesTooLittle,
  provisionedOverAccount,
  provisionedOverReserved,
  reservationBelowProvisioned,
  reservationTooLarge,
} from './errors-functions.js';

/** What a function has provisioned, over all its versions and aliases. @param except a qualifier that does not count */
export const provisionedOf = ({ provisioned }: LambdaFunction, except?: string): number =>
  Object.entries(provisioned).reduce(
    (sum, [qualifier, { requested }]) => sum + (qualifier === except ? 0 : requested),
    0,
  );

/** What a function takes from its account's unreserved concurrency. */
const claimOf = (owner: LambdaFunction): number => owner.reserved ?? provisionedOf(owner);

/**
 * The change that goes into the commit of every reservation: two functions of an account that reserve at once conflict, and the second one counts again.
 * It is read before the functions are.
 */
export async function reservationGuard(
  { store }: LambdaContext,
  { account, region }: Pick<LambdaFunction, 'account' | 'region'>,
): Promise<RegistryChange> {
  const key = `lambda/reservations/${account}/${region}`;
  const entry = await store.registry.get(key);
  return { put: key, value: {}, ifVersion: entry?.version ?? 0 };
}

/** @throws InvalidParameterValueException when a function may not reserve so much */
export async function assertReservable(context: LambdaContext, owner: LambdaFunction, reserved: number): Promise<void> {
  const provisioned = provisionedOf(owner);
  if (reserved < provisioned) throw reservationBelowProvisioned(reserved, provisioned);
  const others = await claimedByOthers(context, owner);
  if (accountConcurrency - others - reserved < unreservedMinimum) throw reservationTooLarge(unreservedMinimum);
}

/** @throws InvalidParameterValueException when a version or an alias of a function may not have so much provisioned */
export async function assertProvisionable(
  context: LambdaContext,
  owner: LambdaFunction,
  qualifier: string,
  requested: number,
): Promise<void> {
  const wanted = provisionedOf(owner, qualifier) + requested;
  if (owner.reserved !== undefined) {
    if (wanted > owner.reserved) throw provisionedOverReserved();
    return;
  }
  const free = accountConcurrency - (await claimedByOthers(context, owner));
  if (wanted > free) throw provisionedOverAccount(free);
  if (free - wanted < unreservedMinimum) throw provisionedLeavesTooLittle(unreservedMinimum);
}

async function claimedByOthers({ store }: LambdaContext, owner: LambdaFunction): Promise<number> {
  const all = await store.functions(owner.account, owner.region);
  return all.reduce((sum, other) => sum + (other.name === owner.name ? 0 : claimOf(other)), 0);
}
