import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check, read, type SignInForm } from './sign-in-form.js';

const form: SignInForm = {
  kind: 'keys',
  accessKeyId: ' AKIAEXAMPLE ',
  secretAccessKey: 'secret',
  sessionToken: '',
  identityPoolId: '',
  region: 'eu-west-1',
  endpoint: 'here',
  url: '',
};

describe('the form to sign in', () => {
  it('takes keys, and trims what was pasted', () => {
    assert.deepEqual(check(form, false), {});
    assert.deepEqual(read(form), {
      signIn: { kind: 'keys', keys: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' } },
      place: { endpoint: 'here', region: 'eu-west-1' },
    });
  });

  it('says which field is missing or wrong', () => {
    assert.deepEqual(check({ ...form, accessKeyId: '', secretAccessKey: ' ' }, false), {
      accessKeyId: 'required',
      secretAccessKey: 'required',
    });
    assert.deepEqual(check({ ...form, accessKeyId: 'with space' }, false), { accessKeyId: 'accessKeyId.wrong' });
    assert.deepEqual(check({ ...form, kind: 'guest' }, false), { identityPoolId: 'required' });
    assert.deepEqual(check({ ...form, kind: 'guest', identityPoolId: 'pool' }, false), {
      identityPoolId: 'pool.wrong',
    });
  });

  it('takes the region of a guest from the pool', () => {
    const { signIn, place } = read({ ...form, kind: 'guest', identityPoolId: 'us-east-1:0a-1b' });
    assert.deepEqual(signIn, { kind: 'guest', identityPoolId: 'us-east-1:0a-1b', region: 'us-east-1' });
    assert.equal(place.region, 'us-east-1');
  });

  it('takes an address without a path', () => {
    const other = { ...form, endpoint: 'other' as const };
    assert.deepEqual(check({ ...other, url: '' }, false), { url: 'required' });
    for (const url of ['localhost:4566', 'ftp://x', 'https://x/path', 'https://u@x', 'https://x y'])
      assert.deepEqual(check({ ...other, url }, false), { url: 'endpoint.url.wrong' });
    assert.equal(read({ ...other, url: 'https://Paddock.example.org/' }).place.endpoint, 'https://paddock.example.org');
  });

  it('knows what a browser does not let a secure page call', () => {
    const other = { ...form, endpoint: 'other' as const };
    assert.deepEqual(check({ ...other, url: 'http://paddock.example.org' }, true), { url: 'endpoint.url.mixed' });
    assert.deepEqual(check({ ...other, url: 'http://localhost:4566' }, true), {});
  });
});
