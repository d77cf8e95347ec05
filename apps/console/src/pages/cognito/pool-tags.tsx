import {
  CognitoIdentityClient,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cognito-identity';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient, useSession } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { TagFields } from '../../shared/tag-fields.js';
import { tagChanges, tagProblems, type DraftTag } from '../../shared/tags.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction, useAws } from '../../shared/use-aws.js';
import { poolArn } from './pools.js';
import { texts } from './texts.js';

export function PoolTags({ poolId }: { readonly poolId: string }) {
  const t = useTexts(texts);
  const cognito = useClient(CognitoIdentityClient);
  const { region, identity } = useSession();
  const arn = poolArn(region, identity.account, poolId);
  const tags = useAws(['cognito', 'tags', arn], async ({ signal }) => {
    const { Tags = {} } = await cognito.send(new ListTagsForResourceCommand({ ResourceArn: arn }), {
      abortSignal: signal,
    });
    return Object.entries(Tags).map(([key, value]): DraftTag => ({ key, value }));
  });
  return (
    <Container header={<Header variant="h2">{t('tags')}</Header>}>
      <Problem error={tags.error} onRetry={() => void tags.refetch()} />
      {tags.isPending && <Spinner />}
      {tags.data && <TagForm key={JSON.stringify(tags.data)} arn={arn} before={tags.data} />}
    </Container>
  );
}

function TagForm({ arn, before }: { readonly arn: string; readonly before: readonly DraftTag[] }) {
  const t = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const cognito = useClient(CognitoIdentityClient);
  const [tags, setTags] = useState(before);
  const [isChecked, setChecked] = useState(false);
  const { removed, set } = tagChanges(before, tags);
  const save = useAction(
    async () => {
      if (removed.length > 0) await cognito.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys: removed }));
      if (set.length > 0)
        await cognito.send(
          new TagResourceCommand({
            ResourceArn: arn,
            Tags: Object.fromEntries(set.map(({ key, value }) => [key, value])),
          }),
        );
    },
    { changes: [['cognito', 'tags', arn]], done: () => t('tags.saved') },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (tagProblems(tags).size === 0) void save.run();
      }}
    >
      <Form
        actions={
          <Button
            variant="primary"
            loading={save.isRunning}
            disabled={removed.length === 0 && set.length === 0 && tags.length === before.length}
          >
            {shared('action.save')}
          </Button>
        }
      >
        <SpaceBetween size="m">
          <Problem error={save.error} />
          <TagFields tags={tags} onChange={setTags} isChecked={isChecked} />
        </SpaceBetween>
      </Form>
    </form>
  );
}
