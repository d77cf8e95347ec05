import { conversionTo } from '../records/conversion.js';
import { type InputFormat, parseColumnType } from '../records/input-format.js';
import { recordReader } from '../records/reader.js';
import { longestVarchar, varchar } from '../types/sql-type.js';
import { type DiscoveredColumn, mostSampledRows } from './discovered-schema.js';

/** The rows of a sample as text, for the one who is to judge the schema. What cannot be read is left out. */
export function parsedRecords(
  texts: readonly string[],
  format: InputFormat,
  columns: readonly DiscoveredColumn[],
): (string | null)[][] {
  const asText = columns.map(({ name, mapping }) => ({
    name,
    type: varchar(longestVarchar),
    ...(mapping === undefined ? {} : { mapping }),
  }));
  const conversions = columns.map(({ sqlType }) => conversionTo(parseColumnType(sqlType) ?? varchar(longestVarchar)));
  const reader = recordReader(format, asText, { mostRows: mostSampledRows });
  const parsed: (string | null)[][] = [];
  for (const text of texts)
    for (const { values } of reader.readText(text)) {
      if (parsed.length === mostSampledRows) return parsed;
      if (values === undefined) continue;
      parsed.push(
        values.map((value, place) =>
          typeof value === 'string' && conversions[place]?.fromText(value) !== undefined ? value : null,
        ),
      );
    }
  return parsed;
}
