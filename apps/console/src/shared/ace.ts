import ace from 'ace-builds/src-noconflict/ace.js';
import 'ace-builds/src-noconflict/ext-language_tools.js';
import 'ace-builds/src-noconflict/ext-searchbox.js';
import 'ace-builds/src-noconflict/mode-html.js';
import 'ace-builds/src-noconflict/mode-javascript.js';
import 'ace-builds/src-noconflict/mode-json.js';
import 'ace-builds/src-noconflict/mode-python.js';
import 'ace-builds/src-noconflict/mode-sql.js';
import 'ace-builds/src-noconflict/mode-text.js';
import 'ace-builds/src-noconflict/mode-typescript.js';
import 'ace-builds/src-noconflict/mode-yaml.js';
import 'ace-builds/src-noconflict/theme-dawn.js';
import 'ace-builds/src-noconflict/theme-tomorrow_night_bright.js';
import 'ace-builds/css/ace.css';
import 'ace-builds/css/theme/dawn.css';
import 'ace-builds/css/theme/tomorrow_night_bright.css';
import type { CodeEditorInstance } from './code-editor.js';

// The page's policy takes styles from files only, and no worker made of text.
ace.config.set('useStrictCSP', true);
ace.config.set('loadWorkerFromBlob', false);

// Cloudscape switches snippets on, which Ace would load from an address that is not there.
for (const language of ['html', 'javascript', 'json', 'python', 'sql', 'text', 'typescript', 'yaml'])
  ace.define(`ace/snippets/${language}`, [], () => ({ snippetText: '', scope: language }));

/** Ace for one editor. @param onEditor gets the editor when it is made */
export const aceFor = (onEditor: (editor: CodeEditorInstance) => void) => ({
  ...ace,
  edit(element: HTMLElement): CodeEditorInstance {
    const editor = ace.edit(element) as CodeEditorInstance;
    editor.getSession().setUseWorker(false);
    onEditor(editor);
    return editor;
  },
});
