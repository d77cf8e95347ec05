import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import { streamHref, withQuery } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { Copyable } from '../../../shared/copy.js';
import { useFormat } from '../../../shared/format.js';
import { shareOf } from '../model/hash-range.js';
import type { ShardInfo } from '../model/shard.js';
import { shardTexts } from './texts.js';

/** Everything that is known of a shard. */
export function ShardDetails({ stream, shard }: { readonly stream: string; readonly shard: ShardInfo }) {
  const t = useTexts(shardTexts);
  const format = useFormat();
  const parent = (id: string) => (
    <div key={id}>
      <Link href={withQuery(streamHref(stream, 'shards'), { shard: id })}>{id}</Link>
    </div>
  );
  return (
    <Container
      header={
        <Header
          variant="h3"
          actions={
            <Link href={withQuery(streamHref(stream, 'viewer'), { shard: shard.id, from: 'horizon' })}>
              {t('shard.view')}
            </Link>
          }
        >
          {t('shard.details', { id: shard.id })}
        </Header>
      }
    >
      <KeyValuePairs
        columns={3}
        items={[
          { label: t('shard.state'), value: shard.isOpen ? t('shard.open') : t('shard.closed') },
          {
            label: t('shard.parents'),
            value: shard.parents.length === 0 ? t('shard.none') : shard.parents.map(parent),
          },
          { label: t('shard.share'), value: `${format.number(shareOf(shard) * 100, 6)}%` },
          { label: t('shard.start'), value: <Copyable text={String(shard.start)} /> },
          { label: t('shard.end'), value: <Copyable text={String(shard.end)} /> },
          { label: t('shard.firstSequence'), value: <Copyable text={shard.firstSequence} /> },
          ...(shard.lastSequence === undefined
            ? []
            : [{ label: t('shard.lastSequence'), value: <Copyable text={shard.lastSequence} /> }]),
        ]}
      />
    </Container>
  );
}
