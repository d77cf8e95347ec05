import { CognitoIdentityClient, DeleteIdentityPoolCommand } from '@aws-sdk/client-cognito-identity';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { useAction } from '../../shared/use-aws.js';
import { texts } from './texts.js';

interface DeletePoolProps {
  readonly id: string;
  readonly name: string;
  readonly onDeleted: () => void;
  readonly onDismiss: () => void;
}

export function DeletePool({ id, name, onDeleted, onDismiss }: DeletePoolProps) {
  const t = useTexts(texts);
  const cognito = useClient(CognitoIdentityClient);
  const remove = useAction(
    async () => {
      await cognito.send(new DeleteIdentityPoolCommand({ IdentityPoolId: id }));
      onDeleted();
    },
    { changes: [['cognito', 'pools']], done: () => t('delete.done', { name }) },
  );
  return (
    <ConfirmDelete
      name={name}
      isRunning={remove.isRunning}
      error={remove.error}
      onConfirm={() => void remove.run()}
      onDismiss={onDismiss}
    >
      {t('delete.body')}
    </ConfirmDelete>
  );
}
