import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

/** What a module and those that it imports at once, its own ones followed, take from npm. */
function packagesOf(module: URL, seen = new Set<string>(), packages = new Set<string>()): Set<string> {
  seen.add(module.href);
  for (const [, name = ''] of readFileSync(module, 'utf8').matchAll(
    /^(?:import|export|\}) .*?['"]([^'"\s]+)['"];$/gm,
  )) {
    if (!name.startsWith('.')) packages.add(name);
    else if (!seen.has(new URL(name, module).href)) packagesOf(new URL(name, module), seen, packages);
  }
  return packages;
}

describe('what the server loads before it answers', () => {
  const packages = packagesOf(new URL('create-server.js', import.meta.url));

  it('is found', () => {
    assert.ok(packages.has('@paddock/store') && packages.has('node:path'));
  });

  for (const name of ['yauzl', 'jose'])
    it(`is without ${name}, which a start would pay for and most servers never need`, () => {
      assert.ok(!packages.has(name));
    });
});
