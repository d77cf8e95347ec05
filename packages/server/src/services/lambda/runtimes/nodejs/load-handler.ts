import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './errors.js';

// eslint-disable-next-line typescript/no-unsafe-function-type
export type Handler = (event: unknown, context: unknown, third?: unknown) => unknown;

const CALLBACKS_GONE =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';

/**
 * Finds and loads a function: `folder/module.name.nested`, as a CommonJS or an ES module.
 * @throws RuntimeError as AWS words it, or what the module throws
 */
export async function loadHandler(root: string, handler: string): Promise<Handler> {
  if (handler.includes('..')) {
    const advice = 'Use absolute paths when specifying root directories in handler names.';
    throw new RuntimeError('MalformedHandlerName', `'${handler}' is not a valid handler name. ${advice}`);
  }
  const name = basename(handler);
  const folder = handler.slice(0, handler.indexOf(name));
  const [, file, path] = /^([^.]*)\.(.*)$/.exec(name) ?? [];
  if (file === undefined || path === undefined) throw new RuntimeError('MalformedHandlerName', 'Bad handler');
  const loaded = await load(root, folder, file);
  let found = loaded;
  for (const key of path.split('.')) found = (found as Record<string, unknown> | undefined)?.[key];
  if (!found) throw new RuntimeError('HandlerNotFound', `${handler} is undefined or not exported`);
  if (typeof found !== 'function') throw new RuntimeError('HandlerNotFound', `${handler} is not a function`);
  if (!allowsCallbacks() && found.length >= 3 && !isStreaming(found)) {
    throw new RuntimeError('CallbackHandlerDeprecated', CALLBACKS_GONE);
  }
  return found as Handler;
}

/** From nodejs24.x on there are none. */
export const allowsCallbacks = (): boolean =>
  Number(/nodejs(\d+)/.exec(process.env['AWS_EXECUTION_ENV'] ?? '')?.[1] ?? 22) < 24;

export const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
export const HIGH_WATER_MARK = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark');

export const isStreaming = (handler: unknown): boolean =>
  (handler as Record<symbol, unknown>)[STREAMING] === 'response';

async function load(root: string, folder: string, file: string): Promise<unknown> {
  const path = resolve(root, folder, file);
  // Modules are found as from a file in the function's own folder.
  const require = createRequire(join(root, 'package.json'));
  try {
    const isModule = belongsToModules(dirname(path));
    if (existsSync(path) && !existsSync(`${path}.js`)) return require(path);
    if (existsSync(`${path}.js`)) return isModule ? await imported(`${path}.js`) : require(`${path}.js`);
    if (existsSync(`${path}.mjs`)) return await imported(`${path}.mjs`);
    if (existsSync(`${path}.cjs`)) return require(`${path}.cjs`);
    return require(require.resolve(file, { paths: [root, folder] }));
  } catch (error) {
    if (error instanceof SyntaxError) throw new RuntimeError('UserCodeSyntaxError', String(error), error);
    const code = (error as { code?: unknown } | undefined)?.code;
    if (error instanceof Error && code === 'MODULE_NOT_FOUND') {
      const missing =
        existsSync(`${path}.js`) || existsSync(`${path}.cjs`) ? String(error) : `Error: Cannot find module '${file}'`;
      const stack = missing.includes('Require stack')
        ? missing
        : `${missing}\nRequire stack:\n- /var/runtime/index.mjs`;
      throw new RuntimeError('ImportModuleError', stack, error);
    }
    throw error;
  }
}

const imported = (path: string): Promise<unknown> => import(pathToFileURL(path).href);

/** The nearest package.json says; the search ends at node_modules. */
function belongsToModules(folder: string): boolean {
  if (folder.endsWith('/node_modules')) return false;
  const file = join(folder, 'package.json');
  if (existsSync(file)) {
    try {
      return (JSON.parse(readFileSync(file, 'utf8')) as { type?: unknown } | null)?.type === 'module';
    } catch (error) {
      console.warn(`${file} cannot be read, it will be ignored for ES module detection purposes.`, error);
      return false;
    }
  }
  const above = dirname(folder);
  return above === folder ? false : belongsToModules(above);
}
