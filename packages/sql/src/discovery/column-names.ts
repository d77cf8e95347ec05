import { reservedWords } from '../syntax/reserved-words.js';

const longest = 100;

/**
 * Names for discovered columns, in their order: those of the source as far as they go, otherwise with a COL_ before what can be kept of them.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/dev/sch-dis.html#sch-dis-column-names
 */
export function columnNames(sources: readonly string[]): string[] {
  const taken = new Set<string>();
  return sources.map((source, place) => {
    const wanted = columnName(source, place);
    let name = wanted;
    for (let n = 0; taken.has(name); n++) name = `${wanted}${n}`;
    taken.add(name);
    return name;
  });
}

function columnName(source: string, place: number): string {
  const kept = source.replaceAll(/[^A-Za-z0-9_]/g, '');
  if (kept === '') return `COL_${place}`;
  const fits = kept === source && kept.length <= longest && !/^\d/.test(kept) && !reservedWords.has(kept.toUpperCase());
  return fits ? kept : `COL_${kept}`.slice(0, longest);
}
