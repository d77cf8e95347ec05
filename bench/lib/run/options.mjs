import { fileURLToPath } from 'node:url';

// The arguments as parseArgs wants them: --out without a file stands for this one in bench/results.
export const withOut = (args, file) =>
  args.flatMap((arg, i) => {
    const bare = arg === '--out' && (args[i + 1] === undefined || args[i + 1].startsWith('--'));
    return bare ? [arg, fileURLToPath(new URL(`../../results/${file}`, import.meta.url))] : [arg];
  });

// Reads a flag that is a number above 0.
export function positive(values, name) {
  const value = Number(values[name]);
  if (!(value > 0)) throw new Error(`--${name} must be a number above 0`);
  return value;
}
