import { en, type Message } from './en.js';
import { ko } from './ko.js';

export type Language = 'en' | 'ko';
export type MessageKey = keyof typeof en;

/** Each language by its own name. */
export const languages: Readonly<Record<Language, string>> = { en: 'English', ko: '한국어' };

const dictionaries: Readonly<Record<Language, Readonly<Record<MessageKey, Message>>>> = { en, ko };

type Text<M> = M extends string ? M : M extends { readonly other: infer O extends string } ? O : never;
type Placeholder<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
/** `count` chooses the form, also where it is not said. */
type Counted<M> = M extends string ? never : 'count';
type PlaceholderOf<K extends MessageKey> = Placeholder<Text<(typeof en)[K]>> | Counted<(typeof en)[K]>;

/** The values a message needs: none where it has no placeholders. */
export type Values<K extends MessageKey> = [PlaceholderOf<K>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholderOf<K>, string | number>>];

/** Says a message in the language that it was made for. */
export type Translate = <K extends MessageKey>(key: K, ...values: Values<K>) => string;

/** Numbers among the values are written as the language writes them; `count` chooses the plural form. */
export function translator(language: Language): Translate {
  const numbers = new Intl.NumberFormat(language);
  const plurals = new Intl.PluralRules(language);
  return (key, ...rest) => {
    const values: Readonly<Record<string, string | number>> = rest[0] ?? {};
    return fill(form(dictionaries[language][key], values['count'], plurals), (name) => {
      const value = values[name];
      return typeof value === 'number' ? numbers.format(value) : (value ?? `{${name}}`);
    });
  };
}

/** The language to begin with: the first of the reader's that we have. */
export function preferred(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'en' || base === 'ko') return base;
  }
  return 'en';
}

function form(message: Message, count: string | number | undefined, plurals: Intl.PluralRules): string {
  if (typeof message === 'string') return message;
  const isOne = typeof count === 'number' && plurals.select(count) === 'one';
  return isOne && message.one !== undefined ? message.one : message.other;
}

const fill = (text: string, value: (name: string) => string): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => value(name));
