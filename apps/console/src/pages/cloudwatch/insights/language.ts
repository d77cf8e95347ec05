/** The words of the Logs Insights query language, as docs of the service list them. */
export const commands: readonly string[] = [
  'fields',
  'display',
  'filter',
  'stats',
  'sort',
  'limit',
  'parse',
  'dedup',
  'unnest',
  'head',
  'tail',
];

export const words: readonly string[] = ['as', 'by', 'and', 'or', 'not', 'in', 'like', 'asc', 'desc'];

export const functions: readonly string[] = [
  'count sum avg min max pct stddev count_distinct earliest latest sortsFirst sortsLast',
  'bin datefloor dateceil fromMillis toMillis now',
  'abs ceil floor greatest least log sqrt round',
  'isempty isblank concat ltrim rtrim trim strlen toupper tolower substr replace strcontains',
  'isValidIp isValidIpV4 isValidIpV6 isIpInSubnet isIpv4InSubnet isIpv6InSubnet',
  'coalesce ispresent if case jsonParse jsonStringify',
].flatMap((line) => line.split(' '));

/** The commands of a query, as they stand between `|` outside of texts, regular expressions and comments. */
export function commandsOf(query: string): readonly string[] {
  const parts: string[] = [''];
  const put = (text: string): void => {
    parts[parts.length - 1] += text;
  };
  // A comment, a text, a regular expression where one may stand, a `|`, or any other character.
  const form =
    /#[^\n]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|(?<=(?:like|=~|parse\s+\S+|filter\s+\S+\s+like)\s*)\/(?:[^/\\]|\\.)*\/|\||[\s\S]/giu;
  for (const [piece] of query.matchAll(form)) {
    if (piece === '|') parts.push('');
    else if (!piece.startsWith('#')) put(piece);
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/**
 * The query that counts the events which another one finds, over time; undefined where what it finds depends on more than its filters.
 * @param bin s
 */
export function histogramQuery(query: string, bin: number): string | undefined {
  const kept: string[] = [];
  for (const command of commandsOf(query)) {
    const word = /^\w+/.exec(command)?.[0].toLowerCase() ?? '';
    if (['dedup', 'unnest', 'expand', 'source'].includes(word)) return undefined;
    if (['filter', 'where', 'filterindex', 'search', 'parse', 'fields'].includes(word)) kept.push(command);
    else if (['stats', 'limit', 'head', 'tail', 'display'].includes(word)) break;
  }
  return [...kept, `stats count(*) as matches by bin(${bin}s)`].join(' | ');
}

/** s: a bin of which some sixty make the time. @param length ms */
export function binFor(length: number): number {
  const wanted = length / 1000 / 60;
  return [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 6 * 3600, 86_400].find((bin) => bin >= wanted) ?? 86_400;
}

/** Row and column, from 0, of a place in a text. */
export function placeOf(text: string, offset: number): { readonly row: number; readonly column: number } {
  const lines = text.slice(0, offset).split('\n');
  return { row: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
}

export interface Sample {
  readonly name: { readonly en: string; readonly ko: string };
  readonly query: string;
}

export const samples: readonly Sample[] = [
  {
    name: { en: 'The newest events', ko: '최신 이벤트' },
    query: 'fields @timestamp, @message, @logStream\n| sort @timestamp desc\n| limit 100',
  },
  {
    name: { en: 'Errors over time', ko: '시간별 오류' },
    query: 'filter @message like /(?i)error/\n| stats count(*) as errors by bin(1m)',
  },
  {
    name: { en: 'Lambda: duration over time', ko: 'Lambda: 시간별 실행 시간' },
    query:
      'filter @type = "REPORT"\n| stats avg(@duration) as average, pct(@duration, 95) as p95, max(@duration) as longest by bin(5m)',
  },
  {
    name: { en: 'Lambda: the most expensive calls', ko: 'Lambda: 비용이 가장 큰 호출' },
    query: 'filter @type = "REPORT"\n| fields @requestId, @billedDuration\n| sort @billedDuration desc\n| limit 20',
  },
  {
    name: { en: 'Lambda: memory that is not used', ko: 'Lambda: 사용하지 않는 메모리' },
    query:
      'filter @type = "REPORT"\n| stats max(@memorySize / 1000 / 1000) as given, max(@maxMemoryUsed / 1000 / 1000) as used by @log',
  },
  {
    name: { en: 'Events of each stream', ko: '스트림별 이벤트 수' },
    query: 'stats count(*) as events by @logStream\n| sort events desc\n| limit 20',
  },
];
