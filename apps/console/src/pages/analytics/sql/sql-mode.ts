import ace from 'ace-builds/src-noconflict/ace.js';
import 'ace-builds/src-noconflict/mode-sql.js';
import { functions, keywords, types } from './words.js';

/** As much of Ace's modes as is derived from. */
interface Mode {
  HighlightRules: new () => Rules;
}

interface Rules {
  readonly $rules: Readonly<Record<string, { token?: unknown; readonly regex?: unknown }[]>>;
  createKeywordMapper(words: Readonly<Record<string, string>>, otherwise: string, ignoresCase: boolean): unknown;
}

let mode: Mode | undefined;

/** Ace's mode of SQL with this service's words instead of its own: STREAM, PUMP, ROWTIME. Other pages keep theirs. */
export function analyticsSql(): unknown {
  if (mode !== undefined) return mode;
  const { Mode: Generic } = ace.require('ace/mode/sql') as { readonly Mode: new () => Mode };
  const { SqlHighlightRules } = ace.require('ace/mode/sql_highlight_rules') as {
    readonly SqlHighlightRules: new () => Rules;
  };
  class HighlightRules extends SqlHighlightRules {
    constructor() {
      super();
      const token = this.createKeywordMapper(words, 'identifier', true);
      for (const rule of this.$rules['start'] ?? []) if (typeof rule.token === 'function') rule.token = token;
    }
  }
  mode = new Generic();
  mode.HighlightRules = HighlightRules;
  return mode;
}

// A word that is of two kinds is of the later: TRUE is a keyword, and a constant.
const words = {
  keyword: keywords.join('|'),
  'support.function': functions.join('|'),
  'storage.type': types.join('|'),
  'constant.language': 'TRUE|FALSE|NULL|UNKNOWN',
};
