import {
  DynamoDBClient,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-dynamodb';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction, useAws } from '../../../shared/use-aws.js';
import type { TagDraft } from '../tables/create-model.js';
import { TagFields } from '../tables/tag-fields.js';
import { dynamoTexts } from '../texts.js';

export function TagsTab({ arn }: { readonly arn: string }) {
  const t = useTexts(dynamoTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(DynamoDBClient);
  const { data, error, refetch } = useAws(['dynamodb', 'tags', arn], async ({ signal }) => {
    const tags: TagDraft[] = [];
    let token: string | undefined;
    do {
      const page = await client.send(
        new ListTagsOfResourceCommand({ ResourceArn: arn, ...(token === undefined ? {} : { NextToken: token }) }),
        { abortSignal: signal },
      );
      tags.push(...(page.Tags ?? []).map(({ Key: key = '', Value: value = '' }) => ({ key, value })));
      token = page.NextToken;
    } while (token !== undefined);
    return tags;
  });
  const [draft, setDraft] = useState<readonly TagDraft[]>();
  const [wasTried, setWasTried] = useState(false);
  const save = useAction(
    async (wanted: readonly TagDraft[]) => {
      const gone = (data ?? []).filter(({ key }) => !wanted.some((tag) => tag.key === key)).map(({ key }) => key);
      const set = wanted.filter(({ key, value }) => !data?.some((tag) => tag.key === key && tag.value === value));
      if (gone.length > 0) await client.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys: gone }));
      if (set.length > 0)
        await client.send(
          new TagResourceCommand({ ResourceArn: arn, Tags: set.map(({ key, value }) => ({ Key: key, Value: value })) }),
        );
      return true;
    },
    { changes: [['dynamodb', 'tags', arn]], done: () => t('tags.saved') },
  );
  const tags = draft ?? data ?? [];
  const errorOf = (at: number): string | undefined => {
    const key = tags[at]?.key ?? '';
    if (key === '') return t('fault.required');
    if (/^aws:/i.test(key)) return t('fault.tag.aws');
    return tags.findIndex((tag) => tag.key === key) < at ? t('fault.tag.twice') : undefined;
  };
  const submit = async (): Promise<void> => {
    setWasTried(true);
    if (tags.some((_, at) => errorOf(at) !== undefined)) return;
    if (await save.run(tags)) setDraft(undefined);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Container
        header={
          <Header
            variant="h2"
            counter={`(${tags.length})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button formAction="none" disabled={draft === undefined} onClick={() => setDraft(undefined)}>
                  {shared('action.cancel')}
                </Button>
                <Button variant="primary" disabled={draft === undefined} loading={save.isRunning}>
                  {t('save')}
                </Button>
              </SpaceBetween>
            }
          >
            {t('tags')}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <Problem error={data === undefined ? error : undefined} onRetry={() => void refetch()} />
          {data === undefined && error === null && <Spinner />}
          {data !== undefined && (
            <TagFields value={tags} onChange={setDraft} error={(at) => (wasTried ? errorOf(at) : undefined)} />
          )}
          <Problem error={save.error} />
        </SpaceBetween>
      </Container>
    </form>
  );
}
