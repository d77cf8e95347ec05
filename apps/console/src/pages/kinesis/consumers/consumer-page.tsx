import { DescribeStreamConsumerCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { streamHref, streamsHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient, useSession } from '../../../session/use-session.js';
import { Copyable } from '../../../shared/copy.js';
import { useFormat } from '../../../shared/format.js';
import { RangePicker } from '../../../shared/metrics/range-picker.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { useAws } from '../../../shared/use-aws.js';
import { consumerGraphs } from '../model/graphs.js';
import { GraphsGrid } from '../monitoring/graphs-grid.js';
import { useRange } from '../monitoring/use-range.js';
import { Status } from '../status.js';
import { streamArn } from '../stream-arn.js';
import { TagsOf } from '../tags-of.js';
import { streamTexts } from '../texts.js';
import { streamKey } from '../use-stream.js';
import { Deregister } from './deregister.js';
import { ResourcePolicy } from './resource-policy.js';
import { consumerTexts } from './texts.js';

/** A consumer with enhanced fan-out: what it is, its tags, its policy, its graphs. */
export function ConsumerPage() {
  const { name = '', consumer = '' } = useParams();
  const t = useTexts(consumerTexts);
  const s = useTexts(streamTexts);
  const format = useFormat();
  const session = useSession();
  const navigate = useNavigate();
  const kinesis = useClient(KinesisClient);
  const [range, setRange] = useRange();
  const [isRemoving, setRemoving] = useState(false);
  const arn = streamArn(session, name);
  const { data, error, refetch } = useAws(
    [...streamKey(name), 'consumer', consumer],
    async ({ signal }) => {
      const input = { StreamARN: arn, ConsumerName: consumer };
      const answer = await kinesis.send(new DescribeStreamConsumerCommand(input), { abortSignal: signal });
      return answer.ConsumerDescription;
    },
    { every: (found) => (found === undefined || found.ConsumerStatus === 'ACTIVE' ? 15_000 : 2000) },
  );
  const dimensions = useMemo(() => ({ StreamName: name, ConsumerName: consumer }), [name, consumer]);
  return (
    <Page
      title={consumer}
      crumbs={[
        { text: s('streams'), href: streamsHref },
        { text: name, href: streamHref(name, 'consumers') },
      ]}
      actions={<Button onClick={() => setRemoving(true)}>{t('consumers.deregister')}</Button>}
    >
      <Container header={<Header variant="h2">{t('consumer.summary')}</Header>}>
        <SpaceBetween size="m">
          <Problem error={error} onRetry={() => void refetch()} />
          <KeyValuePairs
            columns={4}
            items={[
              { label: s('streams.status'), value: <Status status={data?.ConsumerStatus} /> },
              { label: t('consumer.stream'), value: <Link href={streamHref(name)}>{name}</Link> },
              {
                label: t('consumer.arn'),
                value: data?.ConsumerARN === undefined ? '–' : <Copyable text={data.ConsumerARN} />,
              },
              { label: s('streams.created'), value: format.time(data?.ConsumerCreationTimestamp) },
            ]}
          />
        </SpaceBetween>
      </Container>
      <Header variant="h2" actions={<RangePicker value={range} onChange={setRange} />}>
        {t('consumer.monitoring')}
      </Header>
      <GraphsGrid graphs={consumerGraphs} dimensions={dimensions} range={range} />
      {data?.ConsumerARN !== undefined && <TagsOf name={consumer} arn={data.ConsumerARN} />}
      {data?.ConsumerARN !== undefined && (
        <ResourcePolicy
          name={consumer}
          arn={data.ConsumerARN}
          actions={['kinesis:DescribeStreamConsumer', 'kinesis:SubscribeToShard']}
        />
      )}
      {isRemoving && (
        <Deregister
          stream={name}
          arn={arn}
          consumer={consumer}
          onDismiss={() => setRemoving(false)}
          onDone={() => void navigate(streamHref(name, 'consumers').slice(1))}
        />
      )}
    </Page>
  );
}
