import { createElement, Fragment, type ReactNode } from 'react';

export type Language = 'en' | 'ko';

/** A text with `{placeholders}`, or one for each plural form that the language has. */
export type Message = string | { readonly one?: string; readonly other: string };
export type Dictionary = Readonly<Record<string, Message>>;

/** The texts of one part of the console, in every language. */
export interface Texts<D extends Dictionary> {
  readonly en: D;
  readonly ko: { readonly [K in keyof D]: Message };
}

/** @param en written `as const`: its placeholders become the values that a text asks for */
export const defineTexts = <D extends Dictionary>(en: D, ko: { readonly [K in keyof D]: Message }): Texts<D> => ({
  en,
  ko,
});

type Text<M> = M extends string ? M : M extends { readonly other: infer O extends string } ? O : never;
type Placeholder<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
/** `count` chooses the form, also where it is not said. */
type Counted<M> = M extends string ? never : 'count';
type PlaceholderOf<M> = Placeholder<Text<M>> | Counted<M>;

/** The values a message needs: none where it has no placeholders. */
export type Values<M, V> = [PlaceholderOf<M>] extends [never] ? [] : [values: Readonly<Record<PlaceholderOf<M>, V>>];

/** Says a message in the language that it was made for. */
export interface Translate<D extends Dictionary> {
  <K extends keyof D & string>(key: K, ...values: Values<D[K], string | number>): string;
  /** The same with elements for placeholders: links, code. */
  rich<K extends keyof D & string>(key: K, ...values: Values<D[K], ReactNode>): ReactNode;
}

/** Numbers among the values are written as the language writes them; `count` chooses the plural form. */
export function translator<D extends Dictionary>(texts: Texts<D>, language: Language): Translate<D> {
  const numbers = new Intl.NumberFormat(language);
  const plurals = new Intl.PluralRules(language);
  const pieces = (key: keyof D, values: Readonly<Record<string, ReactNode>>): readonly ReactNode[] =>
    form(texts[language][key] ?? '', values['count'], plurals)
      .split(/\{(\w+)\}/)
      .map((piece, index) => {
        if (index % 2 === 0) return piece;
        const value = values[piece];
        return typeof value === 'number' ? numbers.format(value) : (value ?? `{${piece}}`);
      });
  const translate = (key: keyof D, values: Readonly<Record<string, string | number>> = {}): string =>
    pieces(key, values).map(String).join('');
  const rich = (key: keyof D, values: Readonly<Record<string, ReactNode>> = {}): ReactNode =>
    createElement(Fragment, null, ...pieces(key, values));
  return Object.assign(translate, { rich }) as Translate<D>;
}

/** The language to begin with: the first of the reader's that we have. */
export function preferred(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'en' || base === 'ko') return base;
  }
  return 'en';
}

function form(message: Message, count: ReactNode, plurals: Intl.PluralRules): string {
  if (typeof message === 'string') return message;
  const isOne = typeof count === 'number' && plurals.select(count) === 'one';
  return isOne && message.one !== undefined ? message.one : message.other;
}
