import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, inOneLine } from './failures.js';

const HERE = { region: 'us-east-1', endpoint: 'http://127.0.0.1:4566', credentials: 'paddock' } as const;
const AWS = { region: 'eu-west-1', endpoint: undefined, credentials: 'chain' } as const;
const failure = (name: string, message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more });
const inWords = (error: unknown, where: typeof HERE | typeof AWS = HERE): string =>
  inOneLine(explain('It could not be made', error, where));

test('a denial names the action and the resource', () => {
  const message =
    'User: arn:u is not authorized to perform: iam:CreateRole on resource: arn:r because no policy allows it';
  assert.equal(
    inWords(failure('AccessDenied', message)),
    `It could not be made: ${message}. Allow your user or role iam:CreateRole on arn:r, and try again.`,
  );
  // Some services have the code of another trouble around the same words.
  assert.match(inWords(failure('NotAuthorizedException', message)), /Allow your user or role iam:CreateRole/);
});

test('each trouble has its advice', () => {
  const advice: readonly (readonly [Error, RegExp, (typeof HERE | typeof AWS)?])[] = [
    [
      failure('CredentialsProviderError', 'none'),
      /no credentials for AWS in eu-west-1\. Set up AWS with aws configure/,
      AWS,
    ],
    [failure('UnrecognizedClientException', 'invalid'), /does not accept the credentials.*test and test/],
    [failure('ExpiredTokenException', 'old'), /have expired\. Get new ones/],
    [failure('Error', 'connect', { code: 'ECONNREFUSED' }), /cannot be reached.*Start Paddock with npm start/],
    [failure('Error', 'getaddrinfo', { code: 'ENOTFOUND' }), /Check the network and the region's name/, AWS],
    [failure('InternalFailure', 'oops', { $fault: 'server' }), /failed: InternalFailure: oops\. Try again/],
    [failure('ThrottlingException', 'slow'), /try again in a minute/],
    [
      failure('LimitExceededException', '500 shards'),
      /500 shards\. Remove what is not needed, or ask for a higher quota/,
    ],
    [failure('CodeStorageExceededException', 'full'), /full\. Try again; if it fails again/],
    [failure('ResourceConflictException', 'there'), /of that name is there or being changed/],
    [failure('Stuck', 'it stays CREATING'), /: it stays CREATING\. Try again: what is there stays/],
  ];
  for (const [error, words, where] of advice) assert.match(inWords(error, where), words);
  assert.match(inWords('text'), /: text\. /);
});

test('the terminal gets printable text in one line', () => {
  assert.equal(inWords(failure('Odd', 'two\nlines\u001b[31m')).includes('\n'), false);
  assert.equal(inWords(failure('Odd', 'two\nlines\u001b[31m')).includes('\u001b'), false);
});
