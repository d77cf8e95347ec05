import {
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteUserPermissionsBoundaryCommand,
  IAMClient,
  paginateListPolicyVersions,
} from '@aws-sdk/client-iam';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { collect } from '../../../shared/use-aws.js';
import { Deletion, type Step } from '../deletion.js';
import { policiesOf, type Entity } from '../entity.js';
import { nameOfArn } from '../model/names.js';
import { iamTexts } from '../texts.js';
import { entitiesFor } from './attachments.js';

interface DeletePolicyProps {
  readonly arn: string;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

/** Deletes a policy: detaches it from everybody and deletes its other versions first. */
export function DeletePolicy({ arn, onDone, onDismiss }: DeletePolicyProps) {
  const t = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const load = async (): Promise<readonly Step[]> => {
    const [users, bounded, versions] = await Promise.all([
      entitiesFor(client, arn, 'PermissionsPolicy'),
      entitiesFor(client, arn, 'PermissionsBoundary'),
      collect(paginateListPolicyVersions({ client }, { PolicyArn: arn }), (page) => page.Versions),
    ]);
    return [
      ...users.map((entity) => ({
        text: t('delete.from', { name: `${entity.kind}/${entity.name}` }),
        run: () => policiesOf(client, entity).detach(arn),
      })),
      ...bounded.map((entity) => ({
        text: t('delete.boundary', { name: `${entity.kind}/${entity.name}` }),
        run: () => removeBoundary(client, entity),
      })),
      ...versions
        .filter(({ IsDefaultVersion: isDefault }) => isDefault !== true)
        .map(({ VersionId: version = '' }) => ({
          text: t('delete.version', { name: version }),
          run: () => client.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: version })),
        })),
    ];
  };
  return (
    <Deletion
      name={nameOfArn(arn)}
      what={['policy', arn]}
      load={load}
      last={() => client.send(new DeletePolicyCommand({ PolicyArn: arn }))}
      onDone={onDone}
      onDismiss={onDismiss}
    />
  );
}

const removeBoundary = (client: IAMClient, { kind, name }: Entity): Promise<unknown> =>
  kind === 'user'
    ? client.send(new DeleteUserPermissionsBoundaryCommand({ UserName: name }))
    : client.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: name }));
