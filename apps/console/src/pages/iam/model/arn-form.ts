/** One part of an ARN that a person fills in. */
export interface ArnField {
  /** As the format names it: `StreamName`. */
  readonly variable: string;
  /** `Stream name` */
  readonly label: string;
}

/** A resource type's ARN as a form. */
export interface ArnForm {
  readonly fields: readonly ArnField[];
  /** @param values one for each field; what is missing is left empty */
  format(values: readonly string[]): string;
  /** The fields' values of an ARN that has this form; wildcards are values like others. */
  parse(arn: string): readonly string[] | undefined;
}

/** @param arnFormat `arn:${Partition}:kinesis:${Region}:${Account}:stream/${StreamName}` */
export function arnForm(arnFormat: string, partition = 'aws'): ArnForm {
  // Literals and variables take turns.
  const parts = arnFormat.replace('${Partition}', partition).split(/\$\{([^}]*)\}/);
  const literals = parts.filter((_, index) => index % 2 === 0);
  const variables = parts.filter((_, index) => index % 2 === 1);
  const pattern = new RegExp(
    `^${literals
      .map((literal, index) => escape(literal) + (index < variables.length ? valueBefore(literals[index + 1]) : ''))
      .join('')}$`,
    'su',
  );
  return {
    fields: variables.map((variable) => ({ variable, label: labelOf(variable) })),
    format: (values) => literals.map((literal, index) => literal + (values[index] ?? '')).join(''),
    parse(arn) {
      return pattern.exec(arn)?.slice(1);
    },
  };
}

/** A value ends where what follows it begins; the last takes all the rest. */
const valueBefore = (literal: string | undefined): string =>
  literal === undefined || literal === '' ? '(.*)' : `([^${escape(literal.charAt(0))}]*)`;

const escape = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

/** `Consumer creation timestamp` of `ConsumerCreationTimestamp`. */
function labelOf(variable: string): string {
  const words = variable.match(/[A-Z]{2,}(?![a-z])|[A-Z]?[a-z\d]+|[A-Z]/g) ?? [variable];
  return words
    .map((word, index) => {
      if (word.toLowerCase() === 'id') return 'ID';
      return index === 0
        ? word.charAt(0).toUpperCase() + word.slice(1)
        : /^[A-Z]{2,}$/.test(word)
          ? word
          : word.toLowerCase();
    })
    .join(' ');
}

/** What is wrong with a value: `empty`, or `account` for an account that is neither 12 digits nor a pattern. */
export function fieldFault({ variable }: ArnField, value: string): 'empty' | 'account' | 'space' | undefined {
  if (value === '') return 'empty';
  if (/\s/.test(value)) return 'space';
  if (variable === 'Account' && !/^(?:\d{12}|[\d*?]*[*?][\d*?]*)$/.test(value)) return 'account';
  return undefined;
}
