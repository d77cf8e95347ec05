import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { toBase64, typed } from '../values/attribute.js';
import { dynamoJsonText } from '../values/dynamo-json.js';
import { plainJsonText } from '../values/plain-json.js';
import { dynamoTexts } from '../texts.js';

const longest = 240;
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** A value as its type is read; the type itself is told when one points at it. */
export function Cell({ value }: { readonly value: AttributeValue | undefined }) {
  const t = useTexts(dynamoTexts);
  const format = useFormat();
  if (value === undefined) return null;
  const one = typed(value);
  const title = t(`type.${one.type}`);
  switch (one.type) {
    case 'S':
    case 'N':
      return <span title={`${title}: ${one.value.slice(0, 2000)}`}>{cut(one.value)}</span>;
    case 'BOOL':
      return <span title={title}>{String(one.value)}</span>;
    case 'NULL':
      return <em title={title}>null</em>;
    case 'B':
      return (
        <span title={title}>
          <code>{cut(toBase64(one.value.subarray(0, 60)))}</code> ({format.bytes(one.value.length)})
        </span>
      );
    case 'SS':
    case 'NS':
      return (
        <span title={title}>
          {cut(`{ ${one.value.map((text) => (one.type === 'SS' ? JSON.stringify(text) : text)).join(', ')} }`)}
        </span>
      );
    case 'BS':
      return <span title={title}>{cut(`{ ${one.value.map(toBase64).join(', ')} }`)}</span>;
    case 'M':
    case 'L': {
      const text = plainJsonText({ value }, 0).slice('{"value":'.length, -1);
      if (text.length <= 60) return <code title={title}>{text}</code>;
      return (
        <details title={title}>
          <summary>
            <code>{`${text.slice(0, 50)}…`}</code>
          </summary>
          <pre className="mono">{one.type === 'M' ? plainJsonText(one.value) : dynamoJsonText({ value })}</pre>
        </details>
      );
    }
  }
}
