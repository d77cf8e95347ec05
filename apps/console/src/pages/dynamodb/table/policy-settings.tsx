import {
  DeleteResourcePolicyCommand,
  DynamoDBClient,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-dynamodb';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { isCode } from '../../../shared/aws-problem.js';
import { Code } from '../../../shared/code-editor.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction, useAws } from '../../../shared/use-aws.js';
import { parseJson, placeIn, TextFault } from '../values/json-tree.js';
import { dynamoTexts } from '../texts.js';
import { itemTexts } from '../items/texts.js';
import { saysFault } from '../items/says-fault.js';

/** Who else may do what with the table. */
export function PolicySettings({ arn }: { readonly arn: string }) {
  const t = useTexts(dynamoTexts);
  const words = useTexts(itemTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(DynamoDBClient);
  const key = ['dynamodb', 'policy', arn] as const;
  const { data, error } = useAws(key, async ({ signal }) => {
    try {
      const { Policy = '' } = await client.send(new GetResourcePolicyCommand({ ResourceArn: arn }), {
        abortSignal: signal,
      });
      return JSON.stringify(JSON.parse(Policy), null, 2);
    } catch (why) {
      if (isCode(why, 'PolicyNotFoundException')) return '';
      throw why;
    }
  });
  const [draft, setDraft] = useState<string>();
  const save = useAction(
    (policy: string) => client.send(new PutResourcePolicyCommand({ ResourceArn: arn, Policy: policy })),
    { changes: [key], done: () => t('settings.saved') },
  );
  const remove = useAction(() => client.send(new DeleteResourcePolicyCommand({ ResourceArn: arn })), {
    changes: [key],
    done: () => t('policy.deleted'),
  });
  let fault: TextFault | undefined;
  try {
    if (draft !== undefined) parseJson(draft);
  } catch (why) {
    if (why instanceof TextFault) fault = why;
  }
  const place = fault && draft !== undefined ? placeIn(draft, fault.at) : undefined;
  const text = fault && saysFault(words, fault.fault);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('policy.hint')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {draft === undefined && data !== '' && (
                <Button
                  disabled={data === undefined}
                  loading={remove.isRunning}
                  ariaLabel={t('policy.delete')}
                  onClick={() => void remove.run()}
                >
                  {shared('action.delete')}
                </Button>
              )}
              {draft === undefined && (
                <Button
                  disabled={data === undefined}
                  ariaLabel={t('policy.edit')}
                  onClick={() => setDraft(data || policyFor(arn))}
                >
                  {shared('action.edit')}
                </Button>
              )}
            </SpaceBetween>
          }
        >
          {t('policy')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Problem error={data === undefined ? error : (remove.error ?? save.error)} />
        {draft === undefined &&
          (data === '' ? (
            <Box color="text-status-inactive">{t('policy.none')}</Box>
          ) : (
            <pre className="mono">{data}</pre>
          ))}
        {draft !== undefined && (
          <SpaceBetween size="m">
            <Code
              label={t('policy.document')}
              language="json"
              value={draft}
              onChange={setDraft}
              height={260}
              marks={place && text !== undefined ? [{ ...place, text, type: 'error' }] : []}
            />
            {place && text !== undefined && (
              <Box color="text-status-error">
                {words('at', { line: place.row + 1, column: place.column + 1, text })}
              </Box>
            )}
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                variant="primary"
                disabled={fault !== undefined}
                loading={save.isRunning}
                onClick={() => {
                  void save.run(draft).then((done) => {
                    if (done !== undefined) setDraft(undefined);
                  });
                }}
              >
                {t('save')}
              </Button>
              <Button variant="link" onClick={() => setDraft(undefined)}>
                {shared('action.cancel')}
              </Button>
            </SpaceBetween>
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Container>
  );
}

const policyFor = (arn: string): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${arn.split(':')[4] ?? ''}:root` },
          Action: ['dynamodb:GetItem', 'dynamodb:Query'],
          Resource: arn,
        },
      ],
    },
    null,
    2,
  );
