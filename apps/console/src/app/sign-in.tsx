import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { SessionControls } from '../session/use-session.js';
import { Problem } from '../shared/problem.js';

/** Placeholder of the sign-in form. */
export default function SignIn({
  onSignIn,
  error,
}: {
  readonly onSignIn: SessionControls['signIn'];
  readonly error: unknown;
}) {
  const [accessKeyId, setId] = useState('');
  const [secretAccessKey, setSecret] = useState('');
  const [failure, setFailure] = useState<unknown>(error);
  const submit = (): void => {
    onSignIn({ kind: 'keys', keys: { accessKeyId, secretAccessKey } }).catch(setFailure);
  };
  return (
    <Box padding="xxl">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Form actions={<Button variant="primary">Sign in</Button>}>
          <Container header={<Header variant="h1">Sign in</Header>}>
            <SpaceBetween size="m">
              <Problem error={failure} />
              <FormField label="Access key ID">
                <Input value={accessKeyId} onChange={({ detail }) => setId(detail.value)} />
              </FormField>
              <FormField label="Secret access key">
                <Input type="password" value={secretAccessKey} onChange={({ detail }) => setSecret(detail.value)} />
              </FormField>
            </SpaceBetween>
          </Container>
        </Form>
      </form>
    </Box>
  );
}
