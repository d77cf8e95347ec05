import { copyFileSync, existsSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What of this installation functions get to see: the runtimes' programs and the AWS SDKs. */
export class Installation {
  /** The `node_modules` directories in which `aws-sdk` and `@aws-sdk/*` lie, wherever npm put them. */
  readonly sdkRoots: readonly string[] = sdkRoots();

  /** Puts the programs of the Node.js and Python runtimes into a directory. */
  copyRuntimes(target: string): void {
    mkdirSync(target, { recursive: true });
    const python = firstOf('./runtimes/bootstrap.py', '../runtimes/bootstrap.py', `${SOURCE}/python/bootstrap.py`);
    copyFileSync(python, join(target, 'bootstrap.py'));
    const bundled = ['./runtimes/index.mjs', '../runtimes/index.mjs'].map(pathOf).find((path) => existsSync(path));
    if (bundled !== undefined) return copyFileSync(bundled, join(target, 'index.mjs'));
    const compiled = pathOf('../runtimes/nodejs/');
    // NODE_PATH has the directory itself: a function's `require('index')` that is not there must not find the runtime's.
    const own = join(target, '.nodejs');
    mkdirSync(own, { recursive: true });
    for (const name of readdirSync(compiled)) {
      if (/\.m?js$/.test(name) && !name.includes('.test.')) copyFileSync(join(compiled, name), join(own, name));
    }
    writeFileSync(join(own, 'package.json'), '{"type":"module"}\n');
    writeFileSync(join(target, 'index.mjs'), "import './.nodejs/index.js';\n");
  }
}

const SOURCE = '../../../../src/services/lambda/runtimes';
const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

function firstOf(...candidates: string[]): string {
  const found = candidates.map(pathOf).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`this installation lacks ${candidates.at(-1)}`);
  return found;
}

function sdkRoots(): string[] {
  const require = createRequire(import.meta.url);
  const roots = ['aws-sdk/package.json', '@aws-sdk/client-dynamodb/package.json', '@smithy/core/package.json'].map(
    (file) => {
      try {
        const found = realpathSync(require.resolve(file));
        const depth = file.split('/').length;
        let root = found;
        for (let step = 0; step < depth; step++) root = dirname(root);
        return root;
      } catch {
        return undefined;
      }
    },
  );
  return [...new Set(roots.filter((root) => root !== undefined))];
}
