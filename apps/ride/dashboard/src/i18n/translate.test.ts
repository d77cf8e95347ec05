import assert from 'node:assert/strict';
import test from 'node:test';
import { en, type Message } from './en.js';
import { ko } from './ko.js';
import { preferred, translator, type MessageKey } from './translate.js';

const texts = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message).filter((text) => text !== undefined);

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted();

const keys = Object.keys(en) as MessageKey[];

test('both languages have the same messages', () => {
  assert.deepEqual(Object.keys(ko).toSorted(), keys.toSorted());
});

test('a message has the same placeholders in both languages and in all of its forms', () => {
  for (const key of keys) {
    const [first, ...others] = [...texts(en[key]), ...texts(ko[key])].map(placeholders);
    for (const other of others) assert.deepEqual(other, first, key);
  }
});

test('no message is empty or has spaces at its ends', () => {
  for (const key of keys) {
    for (const text of [...texts(en[key]), ...texts(ko[key])]) assert.ok(text !== '' && text === text.trim(), key);
  }
});

test('placeholders are filled, numbers as the language writes them', () => {
  assert.equal(translator('en')('fleet.shown', { count: 12, total: 5000 }), '12 of 5,000');
  assert.equal(translator('ko')('fleet.shown', { count: 12, total: 5000 }), '5,000마리 중 12마리');
});

test('count chooses the plural form', () => {
  const t = translator('en');
  assert.equal(t('title.fleet', { count: 1 }), '1 unicorn');
  assert.equal(t('title.fleet', { count: 0 }), '0 unicorns');
  assert.equal(t('title.fleet', { count: 3 }), '3 unicorns');
  assert.equal(translator('ko')('title.fleet', { count: 1 }), '유니콘 1마리');
});

test('a value is not searched for placeholders', () => {
  assert.equal(translator('en')('announce.silent', { name: '{name}' }), '{name} has gone silent');
});

test('the first of the wanted languages that there is, else English', () => {
  assert.equal(preferred(['ko-KR', 'en']), 'ko');
  assert.equal(preferred(['de', 'fr-CH', 'en-GB', 'ko']), 'en');
  assert.equal(preferred(['de']), 'en');
  assert.equal(preferred([]), 'en');
});
