import { CreateStreamCommand, DescribeLimitsCommand, KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { streamHref, streamsHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient, useSession } from '../../session/use-session.js';
import { Copyable } from '../../shared/copy.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction, useAws } from '../../shared/use-aws.js';
import { capacityOf, isStreamName, wholeNumber } from './model/rules.js';
import { streamArn } from './stream-arn.js';
import { hasTagProblems, TagFields, tagRecord, type Tag } from './tag-fields.js';
import { streamTexts } from './texts.js';
import { streamsKey } from './use-stream.js';

export function CreateStreamPage() {
  const t = useTexts(streamTexts);
  const shared = useTexts(sharedTexts);
  const session = useSession();
  const kinesis = useClient(KinesisClient);
  const navigate = useNavigate();
  const limits = useLimits();
  const [name, setName] = useState('');
  const [isOnDemand, setOnDemand] = useState(true);
  const [shards, setShards] = useState('1');
  const [tags, setTags] = useState<readonly Tag[]>([]);
  const [tried, setTried] = useState(false);
  const taken = useNameTaken(name);
  const most = limits.data?.ShardLimit ?? 10_000;
  const count = wholeNumber(shards, 1, most);
  const create = useAction(
    () =>
      kinesis.send(
        new CreateStreamCommand({
          StreamName: name,
          StreamModeDetails: { StreamMode: isOnDemand ? 'ON_DEMAND' : 'PROVISIONED' },
          ...(isOnDemand ? {} : { ShardCount: count }),
          ...(tags.length === 0 ? {} : { Tags: tagRecord(tags) }),
        }),
      ),
    { changes: [streamsKey], done: () => t('create.done', { name }) },
  );
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!isStreamName(name) || (!isOnDemand && count === undefined) || hasTagProblems(tags)) return;
    if (await create.run()) await navigate(streamHref(name).slice(1));
  };
  const nameProblem =
    (tried || name !== '') && !isStreamName(name) ? t('create.name.bad') : taken ? t('create.name.taken') : '';
  return (
    <Page title={t('streams.create')} crumbs={[{ text: t('streams'), href: streamsHref }]}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!create.isRunning) void submit();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" href={streamsHref} formAction="none">
                {shared('action.cancel')}
              </Button>
              <Button variant="primary" loading={create.isRunning}>
                {t('streams.create')}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <Container header={<Header variant="h2">{t('create.details')}</Header>}>
              <SpaceBetween size="m">
                <FormField label={t('create.name')} constraintText={t('create.name.hint')} errorText={nameProblem}>
                  <Input
                    value={name}
                    autoFocus
                    placeholder="wildrydes"
                    onChange={({ detail }) => setName(detail.value)}
                  />
                </FormField>
                {isStreamName(name) && (
                  <Box color="text-body-secondary">
                    {t('create.arn')}: <Copyable text={streamArn(session, name)} />
                  </Box>
                )}
              </SpaceBetween>
            </Container>
            <Container header={<Header variant="h2">{t('create.capacity')}</Header>}>
              <SpaceBetween size="m">
                <FormField label={t('streams.mode')} stretch>
                  <Tiles
                    value={isOnDemand ? 'ON_DEMAND' : 'PROVISIONED'}
                    onChange={({ detail }) => setOnDemand(detail.value === 'ON_DEMAND')}
                    items={[
                      { value: 'ON_DEMAND', label: t('mode.onDemand'), description: t('mode.onDemand.hint') },
                      { value: 'PROVISIONED', label: t('mode.provisioned'), description: t('mode.provisioned.hint') },
                    ]}
                  />
                </FormField>
                {!isOnDemand && (
                  <FormField
                    label={t('create.shards')}
                    constraintText={t('create.shards.hint')}
                    errorText={count === undefined ? t('create.shards.bad', { most }) : ''}
                  >
                    <Input value={shards} inputMode="numeric" onChange={({ detail }) => setShards(detail.value)} />
                  </FormField>
                )}
                <Capacity shards={isOnDemand ? 4 : (count ?? 0)} />
                <Limits data={limits.data} error={limits.error} />
              </SpaceBetween>
            </Container>
            <Container header={<Header variant="h2">{t('create.tags')}</Header>}>
              <TagFields tags={tags} onChange={setTags} isTried={tried} />
            </Container>
            <Problem error={create.error} />
          </SpaceBetween>
        </Form>
      </form>
    </Page>
  );
}

function Capacity({ shards }: { readonly shards: number }) {
  const t = useTexts(streamTexts);
  const format = useFormat();
  const { writeBytes, writeRecords, readBytes } = capacityOf(shards);
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">{t('create.total')}</Box>
      <KeyValuePairs
        columns={2}
        items={[
          {
            label: t('create.write'),
            value: t('create.write.value', { bytes: format.bytes(writeBytes), records: format.number(writeRecords) }),
          },
          { label: t('create.read'), value: t('create.read.value', { bytes: format.bytes(readBytes) }) },
        ]}
      />
    </SpaceBetween>
  );
}

function useLimits() {
  const kinesis = useClient(KinesisClient);
  return useAws(['kinesis', 'limits'], ({ signal }) =>
    kinesis.send(new DescribeLimitsCommand({}), { abortSignal: signal }),
  );
}

function Limits({ data, error }: { readonly data: ReturnType<typeof useLimits>['data']; readonly error: unknown }) {
  const t = useTexts(streamTexts);
  if (data === undefined) return <Problem error={error} />;
  const { OpenShardCount = 0, ShardLimit = 0, OnDemandStreamCount = 0, OnDemandStreamCountLimit = 0 } = data;
  return (
    <Box color="text-body-secondary">
      {t('create.limits', {
        open: OpenShardCount,
        limit: ShardLimit,
        onDemand: OnDemandStreamCount,
        onDemandLimit: OnDemandStreamCountLimit,
      })}
    </Box>
  );
}

/** Whether there is one of this name already, as far as one may know. */
function useNameTaken(name: string): boolean {
  const kinesis = useClient(KinesisClient);
  const { data } = useAws([...streamsKey, 'names'], async () => {
    const { StreamNames = [] } = await kinesis.send(new ListStreamsCommand({ Limit: 10_000 }));
    return new Set(StreamNames);
  });
  return data?.has(name) === true;
}
