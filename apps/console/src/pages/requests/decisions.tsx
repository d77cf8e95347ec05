import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { DecodeAuthorizationMessageCommand, STSClient } from '@aws-sdk/client-sts';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { JsonText } from './bodies.js';
import { holderHref, sourceHref } from './holders.js';
import type { Decision, RequestDetail, Statement } from './model.js';
import { requestsTexts } from './texts.js';
import { whyOf } from './why.js';

/** What the policies said, action by action, and by which statements. */
export function Decisions({ request }: { readonly request: RequestDetail }) {
  const t = useTexts(requestsTexts);
  return (
    <SpaceBetween size="s">
      <Box variant="h3">{t('decisions')}</Box>
      {request.decisions.length === 0 && <Box color="text-body-secondary">{t('decisions.none')}</Box>}
      {request.decisions.map((decision, index) => (
        // They have no names but their places, and never change.
        // eslint-disable-next-line react/no-array-index-key
        <OneDecision key={index} decision={decision} />
      ))}
      {request.encodedAuthorizationMessage !== undefined && <Message message={request.encodedAuthorizationMessage} />}
    </SpaceBetween>
  );
}

function OneDecision({ decision }: { readonly decision: Decision }) {
  const t = useTexts(requestsTexts);
  const { action, resource, outcome, decidedBy, statements } = decision;
  return (
    <div className="rq-why">
      <SpaceBetween size="xxs">
        <StatusIndicator type={outcome === 'allowed' ? 'success' : 'error'}>
          <span className="rq-break">{t.rich('onResource', { action: <strong>{action}</strong>, resource })}</span>
        </StatusIndicator>
        <div>{t(whyOf(decision), { by: decidedBy })}</div>
        {statements.length > 0 && <Statements statements={statements} />}
      </SpaceBetween>
    </div>
  );
}

function Statements({ statements }: { readonly statements: readonly Statement[] }) {
  const t = useTexts(requestsTexts);
  return (
    <section className="rq-scroll" aria-label={t('statements')} tabIndex={0}>
      <table className="rq-statements">
        <thead>
          <tr>
            <th scope="col">{t('statement.policy')}</th>
            <th scope="col">{t('statement.effect')}</th>
            <th scope="col">{t('statement.which')}</th>
            <th scope="col">{t('statement.type')}</th>
            <th scope="col">{t('statement.holder')}</th>
          </tr>
        </thead>
        <tbody>
          {statements.map((statement) => {
            const { policy, index, effect, sid, type, holder } = statement;
            return (
              <tr key={`${policy} ${index} ${holder ?? ''}`}>
                <td>
                  <Linked text={policy} href={sourceHref(statement)} />
                </td>
                <td>{effect}</td>
                <td>
                  {t('statement.index', { number: index + 1 })}
                  {sid === undefined ? '' : ` (${sid})`}
                </td>
                <td>{type}</td>
                <td>{holder === undefined ? '–' : <Linked text={holder} href={holderHref(holder)} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

const Linked = ({ text, href }: { readonly text: string; readonly href: string | undefined }) =>
  href === undefined ? text : <Link href={href}>{text}</Link>;

function Message({ message }: { readonly message: string }) {
  const t = useTexts(requestsTexts);
  const shared = useTexts(sharedTexts);
  const sts = useClient(STSClient);
  const [decoded, setDecoded] = useState<string>();
  const decode = useAction(async () => {
    const { DecodedMessage } = await sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: message }));
    setDecoded(DecodedMessage);
  });
  return (
    <SpaceBetween size="xs">
      <Box variant="h4">{t('message')}</Box>
      <Box color="text-body-secondary">{t('message.hint')}</Box>
      <SpaceBetween direction="horizontal" size="xs">
        <CopyToClipboard
          copyButtonText={t('message.copy')}
          copySuccessText={shared('action.copied')}
          copyErrorText={shared('action.copyFailed')}
          textToCopy={message}
        />
        <Button loading={decode.isRunning} onClick={() => void decode.run()}>
          {t('message.decode')}
        </Button>
      </SpaceBetween>
      <Problem error={decode.error} />
      {decoded !== undefined && <JsonText label={t('message.decoded')} text={pretty(decoded)} />}
    </SpaceBetween>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
