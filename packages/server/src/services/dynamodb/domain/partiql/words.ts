const words = (list: string): readonly string[] => list.split(/\s+/).filter((word) => word !== '');

/** Words that are no names unless they are quoted: SQL-92's and PartiQL's own. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  words(`
    absolute action add all allocate alter any are assertion authorization avg begin bit bit_length cascade cascaded case cast catalog char
    character character_length char_length check close coalesce collate collation column commit connect connection constraint constraints
    continue convert corresponding count create cross current current_date current_time current_timestamp current_user cursor date date_add
    date_diff deallocate dec decimal declare default deferrable deferred delete describe descriptor diagnostics disconnect distinct domain
    double drop else end escape exception exec execute exists external extract fetch first float for foreign found from full get
    global go goto grant group having identity immediate indicator initially inner input insensitive insert int integer interval into
    isolation join key language last left level local lower match max min module names national natural nchar next no nullif numeric
    octet_length of on only open option order outer output overlaps pad partial position precision prepare preserve primary prior
    privileges procedure public read real references relative restrict revoke right rollback rows schema scroll section select session
    session_user set size smallint some space sql sqlcode sqlerror sqlstate substring sum system_user table temporary then time timestamp
    to transaction translate translation trim unique unknown update upper usage user using value values varchar varying view when
    whenever where with work write zone
    can_cast can_lossless_cast pivot unpivot limit offset tuple remove index let integer2 int2 integer4 int4 integer8 int8 bigint
    conflict do nothing returning modified new old bool boolean string symbol clob blob struct list sexp bag`),
);

/** Words that join what is left of them with what is right, and NOT. */
export const OPERATOR_WORDS: ReadonlySet<string> = new Set(
  words('and or not is in like between union except intersect'),
);

/** Words that are one token together. */
export const PAIRS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['not', new Set(['in', 'between', 'like'])],
  ['is', new Set(['not'])],
  ['character', new Set(['varying'])],
  ['double', new Set(['precision'])],
  ['insert', new Set(['into'])],
  ['all', new Set(['old', 'new'])],
  ['modified', new Set(['old', 'new'])],
]);

/** Keywords that may be called. */
export const CALLABLE: ReadonlySet<string> = new Set(
  words(`
    exists count avg max min sum substring char_length character_length octet_length bit_length upper lower size trim extract date_add
    date_diff coalesce nullif cast sexp list bag`),
);

/** What may stand after IS, some under other names. */
export const TYPES: ReadonlySet<string> = new Set([
  ...words(`
    missing null bool boolean smallint int2 integer2 int4 integer4 int8 integer8 bigint int integer float real decimal dec numeric
    timestamp date time char character varchar string symbol clob blob struct tuple list sexp bag any`),
  'character varying',
  'double precision',
]);
