import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/language.js';
import { sharedTexts } from '../../shared/texts.js';
import { cliCommand, redactedMembers } from './command.js';
import type { RequestDetail } from './model.js';
import { sdkScript } from './script.js';
import { requestsTexts } from './texts.js';

/** The call as something that can be run again. */
export function Replay({ request }: { readonly request: RequestDetail }) {
  const t = useTexts(requestsTexts);
  const { service, operation, input, region, accessKeyId, error } = request;
  const call = {
    service,
    operation,
    input,
    region,
    endpoint: location.origin,
    isAnonymous: accessKeyId === undefined && error === undefined,
  };
  const command = cliCommand(call);
  const script = sdkScript(call);
  const redacted = redactedMembers(input);
  const isCut = request.inputTruncated === true;
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">{t('replay')}</Box>
      {script === undefined ? (
        <Box color="text-body-secondary">{t('replay.nothing')}</Box>
      ) : input === undefined ? (
        <Box color="text-body-secondary">{t('replay.noInput')}</Box>
      ) : (
        <SpaceBetween size="s">
          <Box color="text-body-secondary">
            {t.rich('replay.hint', { env: <code>{`eval "$(npx paddock env --port ${location.port || '80'})"`}</code> })}
          </Box>
          {redacted.length > 0 && (
            <Alert type="info">{t('replay.redacted', { members: redacted.slice(0, 10).join(', ') })}</Alert>
          )}
          {isCut && <Alert type="info">{t('replay.cut')}</Alert>}
          {command === undefined ? (
            <Box color="text-body-secondary">{t('replay.noCli')}</Box>
          ) : (
            <Runnable label={t('replay.cli')} copy={t('replay.copyCli')} text={command} />
          )}
          <ExpandableSection headerText={t('replay.js')}>
            <Runnable label={t('replay.js')} copy={t('replay.copyJs')} text={script} />
          </ExpandableSection>
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}

function Runnable({ label, copy, text }: { readonly label: string; readonly copy: string; readonly text: string }) {
  const shared = useTexts(sharedTexts);
  return (
    <SpaceBetween size="xxs">
      <section className="rq-body mono" aria-label={label} tabIndex={0}>
        {text}
      </section>
      <CopyToClipboard
        copyButtonText={copy}
        copySuccessText={shared('action.copied')}
        copyErrorText={shared('action.copyFailed')}
        textToCopy={text}
      />
    </SpaceBetween>
  );
}
