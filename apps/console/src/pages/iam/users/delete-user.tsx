import {
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  IAMClient,
  paginateListAccessKeys,
  paginateListGroupsForUser,
  RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { collect } from '../../../shared/use-aws.js';
import { Deletion, type Step } from '../deletion.js';
import { policySteps } from '../policy-steps.js';
import { iamTexts } from '../texts.js';

interface DeleteUserProps {
  readonly name: string;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

export function DeleteUser({ name, onDone, onDismiss }: DeleteUserProps) {
  const t = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const load = async (): Promise<readonly Step[]> => {
    const [keys, groups, policies] = await Promise.all([
      collect(paginateListAccessKeys({ client }, { UserName: name }), (page) => page.AccessKeyMetadata),
      collect(paginateListGroupsForUser({ client }, { UserName: name }), (page) => page.Groups),
      policySteps(client, { kind: 'user', name }, t),
    ]);
    return [
      ...keys.map(({ AccessKeyId: id = '' }) => ({
        text: t('delete.key', { name: id }),
        run: () => client.send(new DeleteAccessKeyCommand({ UserName: name, AccessKeyId: id })),
      })),
      ...groups.map(({ GroupName: group = '' }) => ({
        text: t('delete.leave', { name: group }),
        run: () => client.send(new RemoveUserFromGroupCommand({ UserName: name, GroupName: group })),
      })),
      ...policies,
    ];
  };
  return (
    <Deletion
      name={name}
      what={['user', name]}
      load={load}
      last={() => client.send(new DeleteUserCommand({ UserName: name }))}
      onDone={onDone}
      onDismiss={onDismiss}
    />
  );
}
