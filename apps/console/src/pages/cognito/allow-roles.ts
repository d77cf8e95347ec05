import { policyNameOf, policyOf, trustOf, type RoleKind } from './role-documents.js';

/** The calls that the wizard makes, in their order; the same again does no harm. */
export interface RoleCalls {
  /** The role's ARN, new or as it was. @throws when it is there for another pool */
  create(name: string, trust: string, poolId: string): Promise<string>;
  putPolicy(role: string, policy: string, document: string): Promise<void>;
  setRoles(poolId: string, roles: Readonly<Partial<Record<RoleKind, string>>>): Promise<void>;
}

export type StepId = `create-${RoleKind}` | `policy-${RoleKind}` | 'set';

export interface Step {
  readonly id: StepId;
  /** The role that it is about. */
  readonly role: string;
  readonly is: 'waiting' | 'running' | 'done' | 'failed';
  readonly error?: unknown;
}

export const stepsFor = (roles: Readonly<Partial<Record<RoleKind, string>>>): Step[] => {
  const kinds = (['authenticated', 'unauthenticated'] as const).filter((kind) => roles[kind] !== undefined);
  return [
    ...kinds.flatMap((kind): Step[] => [
      { id: `create-${kind}`, role: roles[kind] ?? '', is: 'waiting' },
      { id: `policy-${kind}`, role: roles[kind] ?? '', is: 'waiting' },
    ]),
    { id: 'set', role: '', is: 'waiting' },
  ];
};

/**
 * Makes the roles and gives them to the pool, a step at a time. What was done already by an earlier attempt is done again, which changes nothing.
 * @param tell the steps, whenever one of them is further
 * @returns whether all is done; a failed step says why
 */
export async function allowRoles(
  calls: RoleCalls,
  poolId: string,
  roles: Readonly<Partial<Record<RoleKind, string>>>,
  tell: (steps: readonly Step[]) => void,
): Promise<boolean> {
  let steps = stepsFor(roles);
  const arns: Partial<Record<RoleKind, string>> = {};
  for (const { id, role } of steps) {
    const mark = (change: Pick<Step, 'is' | 'error'>): void => {
      steps = steps.map((step) => (step.id === id ? { ...step, ...change } : step));
      tell(steps);
    };
    mark({ is: 'running' });
    try {
      const kind: RoleKind = id.endsWith('unauthenticated') ? 'unauthenticated' : 'authenticated';
      if (id === 'set') await calls.setRoles(poolId, arns);
      else if (id.startsWith('create-'))
        arns[kind] = await calls.create(role, JSON.stringify(trustOf(poolId, kind)), poolId);
      else await calls.putPolicy(role, policyNameOf(role), JSON.stringify(policyOf(kind)));
      mark({ is: 'done' });
    } catch (error) {
      mark({ is: 'failed', error });
      return false;
    }
  }
  return true;
}
