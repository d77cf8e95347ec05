import ace from 'ace-builds/src-noconflict/ace.js';
import type { CodeEditorInstance } from '../../../shared/code-editor.js';
import { commands, functions, words } from './language.js';

/** As much of Ace as this uses. */
interface Ace {
  require(name: 'ace/mode/text'): { readonly Mode: new () => Mode };
  require(name: 'ace/mode/text_highlight_rules'): { readonly TextHighlightRules: new () => Rules };
}

interface Mode {
  HighlightRules: new () => Rules;
  lineCommentStart: string;
}

interface Rules {
  $rules: Readonly<
    Record<string, readonly { readonly token: string; readonly regex: string; readonly caseInsensitive?: boolean }[]>
  >;
}

interface Completion {
  readonly value: string;
  readonly meta: string;
}

interface Editor extends CodeEditorInstance {
  completers: readonly {
    readonly identifierRegexps: readonly RegExp[];
    getCompletions(
      editor: unknown,
      session: unknown,
      place: unknown,
      prefix: string,
      tell: (error: null, found: readonly Completion[]) => void,
    ): void;
  }[];
  setOptions(options: Readonly<Record<string, boolean>>): void;
  readonly session: { setMode(mode: Mode): void };
  readonly commands: {
    addCommand(command: {
      readonly name: string;
      readonly bindKey: { readonly win: string; readonly mac: string };
      exec(): void;
    }): void;
  };
}

const anyOf = (list: readonly string[]): string => String.raw`\b(?:${list.join('|')})\b`;

/** Teaches an editor the language: its colours, its words, and Ctrl+Enter. */
export function speakInsights(instance: CodeEditorInstance, fields: () => readonly string[], run: () => void): void {
  const editor = instance as Editor;
  const { Mode: TextMode } = (ace as Ace).require('ace/mode/text');
  const { TextHighlightRules } = (ace as Ace).require('ace/mode/text_highlight_rules');
  class InsightsRules extends TextHighlightRules {
    override $rules: Rules['$rules'] = {
      start: [
        { token: 'comment', regex: '#.*$' },
        { token: 'string', regex: String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'` },
        { token: 'string.regexp', regex: String.raw`(?<=like\s{0,9})/(?:[^/\\]|\\.)*/` },
        { token: 'variable', regex: String.raw`@\w+|` + '`[^`]*`' },
        { token: 'constant.numeric', regex: String.raw`\b\d+(?:\.\d+)?(?:ms|s|m|h|d|w)?\b` },
        { token: 'keyword', regex: anyOf([...commands, ...words]), caseInsensitive: true },
        { token: 'support.function', regex: String.raw`${anyOf(functions)}(?=\s*\()` },
        { token: 'keyword.operator', regex: String.raw`\||=~|[=!<>]=?|[-+*/%^]` },
      ],
    };
  }
  const mode = new TextMode();
  mode.HighlightRules = InsightsRules;
  mode.lineCommentStart = '#';
  editor.session.setMode(mode);
  editor.completers = [
    {
      identifierRegexps: [/[@\w.]/],
      getCompletions: (_editor, _session, _place, _prefix, tell) =>
        tell(null, [
          ...commands.map((value) => ({ value, meta: 'command' })),
          ...functions.map((value) => ({ value, meta: 'function' })),
          ...words.map((value) => ({ value, meta: 'word' })),
          ...['@timestamp', '@message', '@logStream', '@log', '@ingestionTime', ...fields()].map((value) => ({
            value,
            meta: 'field',
          })),
        ]),
    },
  ];
  editor.setOptions({ enableBasicAutocompletion: true, enableLiveAutocompletion: true });
  editor.commands.addCommand({ name: 'run', bindKey: { win: 'Ctrl-Enter', mac: 'Command-Enter' }, exec: run });
}
