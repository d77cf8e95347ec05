import { IAMClient, UpdateAssumeRolePolicyCommand, type Role } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Code } from '../../../shared/code-editor.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { pretty } from '../editor/policy-summary.js';
import { decoded } from '../entity.js';
import { roleTexts } from './texts.js';
import { TrustEditor, useTrustFault } from './trust-editor.js';

/** A role's trust policy, to read and to change. */
export function TrustPanel({ role }: { readonly role: Role }) {
  const t = useTexts(roleTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(IAMClient);
  const { RoleName: name = '' } = role;
  const document = pretty(decoded(role.AssumeRolePolicyDocument));
  const [text, setText] = useState<string>();
  const fault = useTrustFault(text ?? document);
  const save = useAction(
    async (next: string) => {
      await client.send(new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument: next }));
      setText(undefined);
    },
    { changes: [['iam']], done: () => t('trust.saved', { name }) },
  );
  const isEditing = text !== undefined;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('trust.hint')}
          actions={
            isEditing ? (
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  variant="link"
                  onClick={() => {
                    setText(undefined);
                    save.reset();
                  }}
                >
                  {shared('action.cancel')}
                </Button>
                <Button variant="primary" disabled={fault} loading={save.isRunning} onClick={() => void save.run(text)}>
                  {t('trust.save')}
                </Button>
              </SpaceBetween>
            ) : (
              <Button onClick={() => setText(document)}>{t('trust.edit')}</Button>
            )
          }
        >
          {t('trusted')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Problem error={save.error} />
        {isEditing ? (
          <TrustEditor text={text} onChange={setText} />
        ) : (
          <Code label={t('tab.trust')} language="json" value={document} readOnly height={280} />
        )}
      </SpaceBetween>
    </Container>
  );
}
