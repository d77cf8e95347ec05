import { CognitoIdentityClient, DescribeIdentityCommand } from '@aws-sdk/client-cognito-identity';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Copyable } from '../../shared/copy.js';
import { useFormat } from '../../shared/format.js';
import { Problem } from '../../shared/problem.js';
import { useAction } from '../../shared/use-aws.js';
import { texts } from './texts.js';

/** Looks one identity up: lists may be long. */
export function FoundIdentity() {
  const t = useTexts(texts);
  const format = useFormat();
  const cognito = useClient(CognitoIdentityClient);
  const [id, setId] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isWrong = !/^[\w-]+:[0-9a-f-]+$/.test(id);
  const [found, setFound] = useState<Awaited<ReturnType<typeof look.run>>>();
  const look = useAction(() => cognito.send(new DescribeIdentityCommand({ IdentityId: id })));
  return (
    <Container>
      <SpaceBetween size="m">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setChecked(true);
            if (!isWrong) void look.run().then(setFound);
          }}
        >
          <FormField
            label={t('identity.find')}
            {...(isChecked && isWrong ? { errorText: t('identity.find.wrong') } : {})}
            secondaryControl={<Button loading={look.isRunning}>{t('identity.find')}</Button>}
          >
            <Input
              value={id}
              type="search"
              spellcheck={false}
              placeholder="us-east-1:…"
              onChange={({ detail }) => setId(detail.value.trim())}
            />
          </FormField>
        </form>
        <Problem error={look.error} />
        {found !== undefined && (
          <KeyValuePairs
            columns={4}
            items={[
              { label: t('identity.id'), value: <Copyable text={found.IdentityId ?? ''} /> },
              { label: t('identity.logins'), value: (found.Logins ?? []).join(', ') || t('identity.guest') },
              { label: t('identity.created'), value: format.time(found.CreationDate) },
              { label: t('identity.modified'), value: format.time(found.LastModifiedDate) },
            ]}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}
