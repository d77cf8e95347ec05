import type { InvocationType, InvokeCommandOutput } from '@aws-sdk/client-lambda';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { logGroupHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useFormat } from '../../shared/format.js';
import { saveText } from '../../shared/save.js';
import { prettyJson } from '../kinesis/model/json-tokens.js';
import { parseReport, type Report } from './report.js';
import { testTexts } from './texts-test.js';

export interface Tested {
  readonly answer: InvokeCommandOutput;
  readonly type: InvocationType;
  /** ms */
  readonly tookMs: number;
}

interface TestResultProps {
  readonly isRunning: boolean;
  readonly tested: Tested | undefined;
  readonly logGroup: string;
}

/** How a test ended: what the function answered, what its REPORT line and its log say. */
export function TestResult({ isRunning, tested, logGroup }: TestResultProps) {
  const t = useTexts(testTexts);
  if (isRunning)
    return (
      <Alert type="info">
        <StatusIndicator type="in-progress">{t('result.running')}</StatusIndicator>
      </Alert>
    );
  if (tested === undefined) return null;
  const { answer, type } = tested;
  const status = answer.StatusCode ?? 0;
  const logs = <Link href={logGroupHref(logGroup)}>{t('result.logs')}</Link>;
  if (type !== 'RequestResponse')
    return (
      <Alert type="success" action={type === 'Event' && logs}>
        {t(type === 'Event' ? 'result.queued' : 'result.dry', { status })}
      </Alert>
    );
  const hasFailed = answer.FunctionError !== undefined;
  const title = t(hasFailed ? 'result.failed' : 'result.succeeded');
  return (
    <Alert type={hasFailed ? 'error' : 'success'} header={title} action={logs}>
      <LiveRegion hidden>{title}</LiveRegion>
      <Details tested={tested} />
    </Alert>
  );
}

function Details({ tested: { answer, tookMs } }: { readonly tested: Tested }) {
  const t = useTexts(testTexts);
  const format = useFormat();
  const payload = answer.Payload === undefined ? '' : new TextDecoder().decode(answer.Payload);
  const log = answer.LogResult === undefined ? '' : fromBase64(answer.LogResult);
  const report = reportOf(log);
  const error = answer.FunctionError === undefined ? undefined : errorOf(payload);
  const mb = (count: number | undefined): string => (count === undefined ? '–' : t('mb', { count }));
  return (
    <ExpandableSection headerText={t('result.summary')} defaultExpanded>
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={4}
          minColumnWidth={140}
          items={[
            {
              label: t('result.status'),
              value: `${answer.StatusCode ?? '–'}${answer.FunctionError === undefined ? '' : ` · ${answer.FunctionError}`}`,
            },
            { label: t('result.duration'), value: format.duration(report?.durationMs) },
            { label: t('result.billed'), value: format.duration(report?.billedMs) },
            { label: t('result.init'), value: format.duration(report?.initMs) },
            { label: t('result.memory'), value: mb(report?.memoryMb) },
            { label: t('result.used'), value: mb(report?.maxMemoryMb) },
            { label: t('result.version'), value: answer.ExecutedVersion ?? '–' },
            { label: t('result.took'), value: format.duration(tookMs) },
            { label: t('result.requestId'), value: report?.requestId ?? answer.$metadata.requestId ?? '–' },
          ]}
        />
        {error !== undefined && (
          <div>
            <Box variant="awsui-key-label">{t('result.error')}</Box>
            <Box variant="strong">
              {error.type}
              {error.message === '' ? '' : `: ${error.message}`}
            </Box>
            {error.trace.length > 0 && (
              <>
                <Box variant="awsui-key-label">{t('result.stack')}</Box>
                <div className="mono">{error.trace.join('\n')}</div>
              </>
            )}
          </div>
        )}
        <div>
          <Box variant="awsui-key-label">{t('result.payload')}</Box>
          <Payload payload={payload} />
        </div>
        <div>
          <Box variant="awsui-key-label">{t('result.log')}</Box>
          <Scrolled label={t('result.log')} text={log || t('result.empty')} />
        </div>
      </SpaceBetween>
    </ExpandableSection>
  );
}

/** Characters: megabytes in one element would stop the page. */
const mostShown = 200_000;

function Payload({ payload }: { readonly payload: string }) {
  const t = useTexts(testTexts);
  const shown = payload.length > mostShown ? payload.slice(0, mostShown) : pretty(payload);
  return (
    <>
      <Scrolled label={t('result.payload')} text={shown || t('result.empty')} />
      {payload.length > mostShown && (
        <Box color="text-body-secondary">
          {t('result.cut', { shown: mostShown, of: payload.length })}{' '}
          <Button variant="inline-link" onClick={() => saveText('payload.json', payload, 'application/json')}>
            {t('result.save')}
          </Button>
        </Box>
      )}
    </>
  );
}

const Scrolled = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <section
    className="mono"
    aria-label={label}
    tabIndex={0}
    style={{ maxHeight: 280, overflow: 'auto', overflowWrap: 'anywhere' }}
  >
    {text}
  </section>
);

const reportOf = (log: string): Report | undefined =>
  log
    .split('\n')
    .map(parseReport)
    .findLast((report) => report !== undefined);

function errorOf(payload: string) {
  const { errorType, errorMessage, trace, stackTrace }: Partial<Record<string, unknown>> = Object(parsed(payload));
  const lines = trace ?? stackTrace;
  return {
    type: typeof errorType === 'string' ? errorType : '',
    message: typeof errorMessage === 'string' ? errorMessage : '',
    trace: Array.isArray(lines) ? lines.map(String) : [],
  };
}

function pretty(payload: string): string {
  // Numbers stay as the function wrote them, however many digits they have.
  return parsed(payload) === undefined ? payload : prettyJson(payload);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const fromBase64 = (text: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
