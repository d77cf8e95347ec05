import {
  GetFunctionRecursionConfigCommand,
  LambdaClient,
  PutFunctionRecursionConfigCommand,
} from '@aws-sdk/client-lambda';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { useAction, useAws } from '../../shared/use-aws.js';
import { keysOf } from './keys.js';
import { configTexts } from './texts-config.js';

/** Whether a function that calls itself on and on is stopped. */
export function Recursion({ name }: { readonly name: string }) {
  const t = useTexts(configTexts);
  const client = useClient(LambdaClient);
  const key = [...keysOf(name).concurrency, 'recursion'] as const;
  const found = useAws(key, ({ signal }) =>
    client.send(new GetFunctionRecursionConfigCommand({ FunctionName: name }), { abortSignal: signal }),
  );
  const save = useAction<boolean>(
    (isStopped) =>
      client.send(
        new PutFunctionRecursionConfigCommand({ FunctionName: name, RecursiveLoop: isStopped ? 'Terminate' : 'Allow' }),
      ),
    { changes: [key], tellsFailure: true, done: () => t('saved', { what: t('recursion'), name }) },
  );
  return (
    <Container
      header={
        <Header variant="h2" description={t('recursion.hint')}>
          {t('recursion')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {found.data === undefined && <Problem error={found.error} onRetry={() => void found.refetch()} />}
        {found.data !== undefined && (
          <Toggle
            checked={found.data.RecursiveLoop !== 'Allow'}
            disabled={save.isRunning}
            onChange={({ detail }) => void save.run(detail.checked)}
          >
            {t('recursion.stop')}
          </Toggle>
        )}
      </SpaceBetween>
    </Container>
  );
}
