import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/language.js';
import { useFormat } from '../../shared/format.js';
import { sharedTexts } from '../../shared/texts.js';
import type { Json, RequestDetail } from './model.js';
import { requestsTexts } from './texts.js';

/** What was sent, and what was answered. */
export function Bodies({ request }: { readonly request: RequestDetail }) {
  const t = useTexts(requestsTexts);
  const { bodies, input, inputBytes, inputTruncated, output, outputBytes, outputTruncated } = request;
  const isDropped = bodies === 'dropped';
  return (
    <SpaceBetween size="m">
      <Body title={t('input')} value={input} size={inputBytes} isCut={inputTruncated} isDropped={isDropped} />
      <Body title={t('output')} value={output} size={outputBytes} isCut={outputTruncated} isDropped={isDropped} />
    </SpaceBetween>
  );
}

interface BodyProps {
  readonly title: string;
  readonly value: Json | undefined;
  readonly size: number | null | undefined;
  readonly isCut: boolean | undefined;
  readonly isDropped: boolean;
}

function Body({ title, value, size, isCut, isDropped }: BodyProps) {
  const t = useTexts(requestsTexts);
  const format = useFormat();
  const text = value === undefined ? undefined : JSON.stringify(value, null, 2);
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">{title}</Box>
      {isCut === true && (
        <Box color="text-body-secondary">{t('body.truncated', { size: format.bytes(size ?? 0) })}</Box>
      )}
      {text !== undefined && text.includes('"***') && <Box color="text-body-secondary">{t('body.secrets')}</Box>}
      {text === undefined ? (
        <Box color="text-body-secondary">
          {size === null ? t('body.stream') : isDropped ? t('body.dropped') : t('body.unreadable')}
        </Box>
      ) : (
        <JsonText label={title} text={text} />
      )}
    </SpaceBetween>
  );
}

/** A text to read and to copy. */
export function JsonText({ label, text }: { readonly label: string; readonly text: string }) {
  const t = useTexts(requestsTexts);
  const shared = useTexts(sharedTexts);
  return (
    <SpaceBetween size="xxs">
      <section className="rq-body mono" aria-label={label} tabIndex={0}>
        {text}
      </section>
      <CopyToClipboard
        copyButtonText={t('body.copy', { body: label })}
        copySuccessText={shared('action.copied')}
        copyErrorText={shared('action.copyFailed')}
        textToCopy={text}
      />
    </SpaceBetween>
  );
}
