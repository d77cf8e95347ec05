import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDraft, keepSettings, readSettings, shareUrl } from './settings.js';
import { Store } from './store.js';

const ORIGIN = 'http://127.0.0.1:4566';
const POOL = 'us-east-1:0f1e2d3c-0000-4000-8000-000000000000';

function memory(): Store {
  const kept = new Map<string, string>();
  const storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
  return new Store(() => storage as Storage);
}

const read = (search: string, store = memory()) => readSettings({ search, origin: ORIGIN, store });

test('without any: the usual stream, at the page`s own origin', () => {
  assert.deepEqual(read(''), {
    draft: { pool: '', stream: 'wildrydes', region: '', endpoint: ORIGIN },
    base: 'auto',
    theme: undefined,
    language: undefined,
    debug: false,
  });
});

test('the address decides over the last use; nonsense is left out', () => {
  const store = memory();
  keepSettings(store, read(`?pool=${POOL}&stream=other&theme=dark&lang=ko&style=offline&debug`, store));
  const last = read('', store);
  assert.deepEqual(last.draft, { pool: POOL, stream: 'other', region: 'us-east-1', endpoint: ORIGIN });
  assert.deepEqual([last.base, last.theme, last.language, last.debug], ['offline', 'dark', 'ko', true]);
  const given = read('?theme=light&lang=xx&style=javascript:alert(1)&stream=third&debug=0', store);
  assert.deepEqual([given.base, given.theme, given.language, given.debug], ['offline', 'light', 'ko', false]);
  assert.equal(given.draft.stream, 'third');
  assert.equal(read('?pool=us-west-2:00', store).draft.stream, 'wildrydes', 'another pool, another stream');
  assert.deepEqual(read('?style=https://maps.test/style.json').base, { style: 'https://maps.test/style.json' });
});

test('a draft becomes a source, or says what is wrong', () => {
  const draft = { pool: ` ${POOL} `, stream: 'wildrydes', region: '', endpoint: `${ORIGIN}/` };
  const source = { identityPoolId: POOL, streamName: 'wildrydes', region: 'us-east-1', endpoint: ORIGIN };
  assert.deepEqual(checkDraft(draft), { source });
  assert.deepEqual(checkDraft({ ...draft, endpoint: 'aws' }), { source: { ...source, endpoint: undefined } });
  assert.deepEqual(checkDraft({ pool: '', stream: 'a b', region: 'nowhere', endpoint: 'ftp://x' }), {
    problems: { pool: 'missing', stream: 'malformed', region: 'malformed', endpoint: 'malformed' },
  });
  assert.deepEqual(checkDraft({ ...draft, pool: 'wildrydes', stream: 'x'.repeat(129), endpoint: '' }), {
    problems: { pool: 'malformed', stream: 'too-long', region: 'missing', endpoint: 'missing' },
  });
  assert.deepEqual(checkDraft({ ...draft, endpoint: 'http://me:secret@host' }), {
    problems: { endpoint: 'malformed' },
  });
});

test('an address to share says the same', () => {
  const page = `${ORIGIN}/dashboard/?old=1&lang=en`;
  const settings = read(`?pool=${POOL}&region=us-east-1&lang=ko&endpoint=aws&debug=1`);
  const url = new URL(shareUrl(page, settings));
  assert.deepEqual(read(url.search), settings);
  assert.equal(url.searchParams.get('old'), '1');
  assert.ok(!url.searchParams.has('region'), 'the pool says it');
  const own = new URL(shareUrl(page, read(`?pool=${POOL}`)));
  assert.ok(!own.searchParams.has('endpoint'));
  assert.deepEqual(read(own.search), read(`?pool=${POOL}`));
});

test('a browser that keeps nothing is tolerated', () => {
  const closed = new Store(() => {
    throw new Error('The operation is insecure.');
  });
  keepSettings(closed, read('?stream=x'));
  assert.equal(read('', closed).draft.stream, 'wildrydes');
  const store = memory();
  store.set('paddock.dashboard', '{"stream":7');
  assert.equal(read('', store).draft.stream, 'wildrydes');
});
