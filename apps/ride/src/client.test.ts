import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseDestination } from './client.js';

const NOTHING = { endpoint: undefined, region: undefined };
const around = (env: Record<string, string> = {}, { paddock = false, credentials = false } = {}) => ({
  env,
  probe: (endpoint: string) => Promise.resolve(paddock && endpoint === 'http://127.0.0.1:4566'),
  hasCredentials: () => credentials,
});

test('a Paddock that runs here is taken, with its own key', async () => {
  const found = { region: 'us-east-1', endpoint: 'http://127.0.0.1:4566', credentials: 'paddock' };
  assert.deepEqual(await chooseDestination(NOTHING, around({}, { paddock: true })), found);
  assert.deepEqual(await chooseDestination(NOTHING, around({}, { paddock: true, credentials: true })), found);
});

test('without one it is AWS', async () => {
  const aws = { region: 'us-east-1', endpoint: undefined, credentials: 'chain' };
  assert.deepEqual(await chooseDestination(NOTHING, around()), aws);
});

test('-endpoint aws, or empty, is AWS whatever else is set', async () => {
  for (const endpoint of ['aws', '']) {
    const chosen = await chooseDestination(
      { endpoint, region: 'eu-west-1' },
      around({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1', PADDOCK_ENDPOINT: 'http://127.0.0.1:2' }, { paddock: true }),
    );
    assert.deepEqual(chosen, { region: 'eu-west-1', endpoint: undefined, credentials: 'chain' });
  }
});

test('the flag, then AWS_ENDPOINT_URL_KINESIS, AWS_ENDPOINT_URL and PADDOCK_ENDPOINT', async () => {
  const env = { PADDOCK_ENDPOINT: 'http://d', AWS_ENDPOINT_URL: 'http://c', AWS_ENDPOINT_URL_KINESIS: 'http://b' };
  const endpointOf = async (flag: string | undefined, variables: Record<string, string>) =>
    (await chooseDestination({ ...NOTHING, endpoint: flag }, around(variables, { paddock: true }))).endpoint;
  assert.equal(await endpointOf('http://a', env), 'http://a');
  assert.equal(await endpointOf(undefined, env), 'http://b');
  assert.equal(await endpointOf(undefined, { ...env, AWS_ENDPOINT_URL_KINESIS: '' }), 'http://c');
  assert.equal(await endpointOf(undefined, { PADDOCK_ENDPOINT: 'http://d' }), 'http://d');
});

test('an endpoint that was named gets the configured credentials, or the root key on this machine without any', async () => {
  const credentialsFor = async (endpoint: string, credentials: boolean) =>
    (await chooseDestination({ ...NOTHING, endpoint }, around({}, { credentials }))).credentials;
  assert.equal(await credentialsFor('http://localhost:4566', false), 'paddock');
  assert.equal(await credentialsFor('http://localhost:4566', true), 'chain');
  assert.equal(await credentialsFor('http://127.evil.example', false), 'chain');
  assert.equal(await credentialsFor('https://kinesis.us-east-1.amazonaws.com', false), 'chain');
});

test('the region: flag, AWS_REGION, AWS_DEFAULT_REGION, us-east-1', async () => {
  const env = { AWS_REGION: 'b', AWS_DEFAULT_REGION: 'c' };
  const regionOf = async (region: string | undefined, variables: Record<string, string>) =>
    (await chooseDestination({ ...NOTHING, region }, around(variables))).region;
  assert.equal(await regionOf('a', env), 'a');
  assert.equal(await regionOf(undefined, env), 'b');
  assert.equal(await regionOf(undefined, { AWS_DEFAULT_REGION: 'c' }), 'c');
  assert.equal(await regionOf(undefined, {}), 'us-east-1');
});
