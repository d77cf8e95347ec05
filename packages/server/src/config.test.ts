import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseConfig, settings, type Config } from './config.js';
import { flagOf, variableOf } from './settings.js';

const parse = (argv: readonly string[] = [], env: Record<string, string> = {}): Config => {
  const config = parseConfig(argv, env);
  if ('problem' in config) assert.fail(config.problem);
  return config;
};
const problem = (argv: readonly string[] = [], env: Record<string, string> = {}): string => {
  const result = parseConfig(argv, env);
  return 'problem' in result ? result.problem : assert.fail('accepted');
};

describe('parseConfig', () => {
  it('has a default for everything', () => {
    assert.deepEqual(parse(), {
      port: 4566,
      host: '127.0.0.1',
      dataDir: '.paddock',
      ephemeral: false,
      account: '000000000000',
      auth: 'strict',
      limits: true,
      durability: 'sync',
      transitions: 'brief',
      testControls: false,
      logLevel: 'info',
      rootAccessKeyId: 'test',
      rootSecretAccessKey: 'test',
      corsOrigins: ['loopback'],
      allowedHosts: [],
      exposeRelaxed: false,
      moreAccounts: [],
      oidcKeys: [],
      masterKey: undefined,
    } satisfies Config);
  });

  it('reads flags in both spellings, the last one winning', () => {
    const config = parse([
      '--port',
      '1',
      '--port=0',
      '--data-dir',
      'a b',
      '--ephemeral',
      '--limits=off',
      '--test-controls',
    ]);
    assert.equal(config.port, 0);
    assert.equal(config.dataDir, 'a b');
    assert.equal(config.ephemeral, true);
    assert.equal(config.limits, false);
    assert.equal(config.testControls, true);
    assert.equal(parse(['--ephemeral=off'], { PADDOCK_EPHEMERAL: '1' }).ephemeral, false);
  });

  it('has a variable for every setting, over which the flag wins', () => {
    const values: Record<keyof Config, string> = {
      port: '4000',
      host: '::1',
      dataDir: '/d',
      ephemeral: 'true',
      account: '123456789012',
      auth: 'relaxed',
      limits: 'off',
      durability: 'relaxed',
      transitions: 'instant',
      testControls: 'yes',
      logLevel: 'warn',
      corsOrigins: 'https://a.example, loopback',
      allowedHosts: 'a.example,.b.example',
      oidcKeys: 'https://a.example=a.json, https://b.example/x=/b/jwks.json',
      exposeRelaxed: 'on',
      rootAccessKeyId: 'KEY',
      rootSecretAccessKey: 'S3cret/+',
      moreAccounts: '111122223333:AKA:s/1+,444455556666:AKB:x:y',
      masterKey: 'a-master-key-of-ours',
    };
    const env = Object.fromEntries(Object.entries(values).map(([name, value]) => [variableOf(name), value]));
    assert.equal(env['PADDOCK_DATA_DIR'], '/d');
    assert.deepEqual(parse([], env), {
      port: 4000,
      host: '::1',
      dataDir: '/d',
      ephemeral: true,
      account: '123456789012',
      auth: 'relaxed',
      limits: false,
      durability: 'relaxed',
      transitions: 'instant',
      testControls: true,
      logLevel: 'warn',
      corsOrigins: ['https://a.example', 'loopback'],
      allowedHosts: ['a.example', '.b.example'],
      exposeRelaxed: true,
      rootAccessKeyId: 'KEY',
      rootSecretAccessKey: 'S3cret/+',
      moreAccounts: [
        { account: '111122223333', accessKeyId: 'AKA', secret: 's/1+' },
        { account: '444455556666', accessKeyId: 'AKB', secret: 'x:y' },
      ],
      oidcKeys: [
        { issuer: 'https://a.example', path: 'a.json' },
        { issuer: 'https://b.example/x', path: '/b/jwks.json' },
      ],
      masterKey: 'a-master-key-of-ours',
    } satisfies Config);
    assert.equal(parse(['--auth', 'strict'], env).auth, 'strict');
  });

  it('takes an empty variable for absent, but not an empty flag', () => {
    assert.equal(parse([], { PADDOCK_PORT: '' }).port, 4566);
    assert.equal(problem(['--data-dir=']), '--data-dir must be a path, not ""');
  });

  it('names the flag or variable, the value and what is allowed', () => {
    assert.equal(problem(['--port', '65536']), '--port must be a whole number from 0 to 65535, not "65536"');
    assert.equal(problem([], { PADDOCK_PORT: 'x' }), 'PADDOCK_PORT must be a whole number from 0 to 65535, not "x"');
    assert.equal(problem(['--auth=no']), '--auth must be strict or relaxed, not "no"');
    assert.equal(
      problem(['--log-level', 'loud']),
      '--log-level must be info, debug, warn, error or silent, not "loud"',
    );
    assert.equal(problem(['--account', '1']), '--account must be twelve digits, not "1"');
    assert.equal(problem(['--ephemeral=maybe']), '--ephemeral must be on or off, not "maybe"');
    assert.equal(problem(['--host', 'a b']), '--host must be a host name or an IP address, not "a b"');
    assert.match(problem(['--cors-origins', 'example.com']), /^--cors-origins must be origins such as/);
    for (const keys of ['jwks.json', 'http://a.example=a.json', 'https://a.example=a,https://a.example/=b'])
      assert.match(problem(['--oidc-keys', keys]), /^--oidc-keys must be a list such as https:/);
    assert.equal(problem(['--port']), '--port needs a value: a whole number from 0 to 65535');
    assert.equal(problem(['--port', '--ephemeral']), '--port needs a value: a whole number from 0 to 65535');
    assert.equal(problem(['--datadir', 'x']), 'unknown flag --datadir: did you mean --data-dir?');
    assert.equal(problem(['--xyzzy']), 'unknown flag --xyzzy');
    assert.equal(problem(['4567']), 'unexpected argument "4567"');
  });

  it('never repeats a secret, nor takes one on the command line', () => {
    const said = problem([], { PADDOCK_ROOT_ACCESS_KEY_ID: 'me', PADDOCK_ROOT_SECRET_ACCESS_KEY: 'has a space' });
    assert.match(said, /^PADDOCK_ROOT_SECRET_ACCESS_KEY must be/);
    assert.doesNotMatch(said, /has a space/);
    assert.match(problem(['--root-secret-access-key', 'x']), /^unknown flag/);
    const accounts = problem([], { PADDOCK_MORE_ACCOUNTS: '111122223333:AKA:s,111122223333:AKB:t' });
    assert.match(accounts, /^PADDOCK_MORE_ACCOUNTS must be a list/);
    assert.doesNotMatch(accounts, /AKA/);
  });

  it('refuses the default root key where others can reach it', () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.5', 'paddock.example']) {
      assert.match(
        problem(['--host', host]),
        /^the default root key is not accepted on the host .* PADDOCK_ROOT_ACCESS_KEY_ID and/,
      );
    }
    const own = { PADDOCK_ROOT_ACCESS_KEY_ID: 'me', PADDOCK_ROOT_SECRET_ACCESS_KEY: 'correct-horse' };
    assert.equal(parse(['--host', '0.0.0.0'], own).host, '0.0.0.0');
    assert.match(problem(['--host', '0.0.0.0'], { PADDOCK_ROOT_ACCESS_KEY_ID: 'me' }), /set without/);
    assert.match(
      problem(['--host', '0.0.0.0'], { PADDOCK_ROOT_ACCESS_KEY_ID: 'me', PADDOCK_ROOT_SECRET_ACCESS_KEY: 'test' }),
      /set without/,
    );
    for (const host of ['localhost', '127.1.2.3', '::1', '[::1]']) assert.ok(parse(['--host', host]));
  });

  it('exposes relaxed authentication only to who insists', () => {
    const own = { PADDOCK_ROOT_ACCESS_KEY_ID: 'me', PADDOCK_ROOT_SECRET_ACCESS_KEY: 'correct-horse' };
    assert.match(problem(['--host', '0.0.0.0', '--auth', 'relaxed'], own), /--expose-relaxed/);
    assert.equal(parse(['--host', '0.0.0.0', '--auth', 'relaxed', '--expose-relaxed']).auth, 'relaxed');
    assert.match(problem(['--host', '0.0.0.0', '--expose-relaxed']), /^the default root key/);
  });

  it('has a flag for all but keys', () => {
    const hidden = Object.entries(settings).filter(([, setting]) => setting.flag === false);
    assert.deepEqual(
      hidden.map(([name]) => flagOf(name)),
      ['--root-access-key-id', '--root-secret-access-key', '--more-accounts', '--master-key'],
    );
  });
});
