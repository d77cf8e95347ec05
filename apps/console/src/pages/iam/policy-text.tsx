import { GetPolicyCommand, GetPolicyVersionCommand, IAMClient } from '@aws-sdk/client-iam';
import Spinner from '@cloudscape-design/components/spinner';
import { useClient } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { useAws } from '../../shared/use-aws.js';
import { PolicySummary } from './editor/policy-summary.js';
import { decoded, policiesOf } from './entity.js';
import type { HeldPolicy } from './permissions-panel.js';

/** The document of a managed policy's default version. */
export async function managedDocument(client: IAMClient, PolicyArn: string): Promise<string> {
  const { Policy: policy } = await client.send(new GetPolicyCommand({ PolicyArn }));
  const { PolicyVersion: version } = await client.send(
    new GetPolicyVersionCommand({ PolicyArn, VersionId: policy?.DefaultVersionId }),
  );
  return decoded(version?.Document);
}

export const heldDocument = (client: IAMClient, { arn, name, holder }: HeldPolicy): Promise<string> =>
  arn === undefined ? policiesOf(client, holder).get(name) : managedDocument(client, arn);

/** What a held policy says. */
export function PolicyText({ held }: { readonly held: HeldPolicy }) {
  const client = useClient(IAMClient);
  const { data, error, isLoading } = useAws(
    ['iam', 'document', held.arn ?? '', held.holder.kind, held.holder.name, held.name],
    () => heldDocument(client, held),
  );
  if (isLoading) return <Spinner />;
  return data === undefined ? <Problem error={error} /> : <PolicySummary text={data} />;
}
