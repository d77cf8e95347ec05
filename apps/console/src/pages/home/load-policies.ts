import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import type { Session } from '../../session/session.js';
import { isCode } from '../../shared/aws-problem.js';
import { collect } from '../../shared/use-aws.js';

/** All policies of a role, as JSON. @throws what IAM answers, but for a role or policy that is gone: it has none */
export async function rolePolicies(
  session: Session,
  RoleName: string,
  abortSignal: AbortSignal,
): Promise<readonly string[]> {
  const client = session.client(IAMClient);
  const inline = async (): Promise<string[]> => {
    const names = await collect(
      paginateListRolePolicies({ client }, { RoleName }, { abortSignal }),
      (p) => p.PolicyNames,
    );
    return Promise.all(
      names.map(async (PolicyName) => {
        const answer = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }), { abortSignal });
        return decodeURIComponent(answer.PolicyDocument ?? '');
      }),
    );
  };
  const attached = async (): Promise<string[]> => {
    const found = await collect(
      paginateListAttachedRolePolicies({ client }, { RoleName }, { abortSignal }),
      (p) => p.AttachedPolicies,
    );
    return Promise.all(found.map(({ PolicyArn = '' }) => documentOf(session, PolicyArn, abortSignal)));
  };
  try {
    return (await Promise.all([inline(), attached()])).flat();
  } catch (error) {
    if (isCode(error, 'NoSuchEntity', 'NoSuchEntityException')) return [];
    throw error;
  }
}

/** AWS's own policies change next to never: they are asked for once. */
const managed = new Map<string, Promise<string>>();

function documentOf(session: Session, PolicyArn: string, abortSignal: AbortSignal): Promise<string> {
  const load = async (signal?: AbortSignal): Promise<string> => {
    const client = session.client(IAMClient);
    const options = signal === undefined ? {} : { abortSignal: signal };
    const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }), options);
    const { PolicyVersion } = await client.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
      options,
    );
    return decodeURIComponent(PolicyVersion?.Document ?? '');
  };
  if (!PolicyArn.includes('::aws:')) return load(abortSignal);
  const key = `${session.id} ${PolicyArn}`;
  const known = managed.get(key) ?? load();
  managed.set(key, known);
  known.catch(() => managed.delete(key));
  return known;
}
