import type { ResourceDirectory } from '../../authorization/resource-directory.js';
import { parseConsumerArn, parseStreamArn } from './domain/arn.js';
import type { KinesisStore } from './store.js';

/** The policies and tags of streams and consumers, for authorization. */
export const resourceDirectory = (store: KinesisStore): ResourceDirectory => ({
  policy: (arn) => store.policy(arn),
  tags(arn) {
    const named = parseConsumerArn(arn);
    if (named) {
      const key = { account: named.account, region: named.region, stream: named.name, name: named.consumer };
      return store.consumer(key).then((consumer) => consumer?.value.tags);
    }
    const stream = parseStreamArn(arn);
    if (stream === undefined) return undefined;
    const known = store.peekStream(stream);
    return known ? known.stream.tags : store.stream(stream).then((view) => view?.stream.tags);
  },
});
