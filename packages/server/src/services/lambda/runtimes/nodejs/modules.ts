import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { pathToFileURL } from 'node:url';

/** Says once that SDK v2 was loaded where AWS has none. */
export function watchForSdk2(): void {
  const major = Number(/nodejs(\d+)/.exec(process.env['AWS_EXECUTION_ENV'] ?? '')?.[1] ?? 0);
  if (major < 18) return;
  const prototype = nodeModule.Module.prototype as unknown as { load: (file: string) => unknown };
  const { load } = prototype;
  prototype.load = function (file) {
    if (/[/\\]aws-sdk[/\\](?:lib[/\\]aws|clients[/\\]\w+)\.js$/.test(file) && !file.startsWith(taskRoot())) {
      prototype.load = load;
      console.warn(
        `aws-sdk (v2) was loaded from this server: AWS's nodejs${major}.x has only @aws-sdk/* (v3), so bring v2 in the zip.`,
      );
    }
    return load.call(this, file);
  };
}

const taskRoot = (): string => process.env['LAMBDA_TASK_ROOT'] ?? '/var/task';

/**
 * Lets ES modules find the packages of layers and the SDKs where no directory above the function's can hold them: where nothing is mounted.
 * @param file the handler's module: on older Node.js finding costs a thread, which CommonJS that imports nothing is spared
 */
export function findPackages(mayImport: () => boolean): void {
  const packages = process.env['_PADDOCK_NODE_MODULES'];
  delete process.env['_PADDOCK_NODE_MODULES'];
  delete process.env['_PADDOCK_OPT'];
  if (packages === undefined || !existsSync(packages)) return;
  const parent = pathToFileURL(`${packages}/../from.mjs`).href;
  const { registerHooks } = nodeModule as unknown as { registerHooks?: (hooks: { resolve: Resolve }) => void };
  if (registerHooks) {
    registerHooks({
      resolve(name, context, next) {
        try {
          return next(name, context);
        } catch (error) {
          if (!isMissing(error) || !isBare(name)) throw error;
          return next(name, { ...context, parentURL: parent });
        }
      },
    });
  } else if (mayImport()) {
    const source = `export async function resolve(name, context, next) {
      try { return await next(name, context); } catch (error) {
        if (error?.code !== 'ERR_MODULE_NOT_FOUND' || /^[./]|^[a-z]+:/.test(name)) throw error;
        return next(name, { ...context, parentURL: ${JSON.stringify(parent)} });
      }
    }`;
    nodeModule.register(`data:text/javascript,${encodeURIComponent(source)}`);
  }
}

type Resolve = (name: string, context: object, next: (name: string, context: object) => unknown) => unknown;

const isMissing = (error: unknown): boolean => (error as { code?: unknown }).code === 'ERR_MODULE_NOT_FOUND';
const isBare = (name: string): boolean => !/^[./]|^[a-z]+:/.test(name);
