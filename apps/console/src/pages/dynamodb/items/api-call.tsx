import ExpandableSection from '@cloudscape-design/components/expandable-section';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../../i18n/language.js';
import { sharedTexts } from '../../../shared/texts.js';
import { itemToDynamoJson } from '../values/dynamo-json.js';
import type { ItemRequest } from './expression.js';
import { itemTexts } from './texts.js';

/** The request as JSON, and as a command of the AWS CLI. */
export function ApiCall({ request }: { readonly request: ItemRequest }) {
  const t = useTexts(itemTexts);
  const shared = useTexts(sharedTexts);
  const { ExpressionAttributeValues: values, ...rest } = request.input;
  const input = { ...rest, ...(values === undefined ? {} : { ExpressionAttributeValues: itemToDynamoJson(values) }) };
  const text = JSON.stringify(input, null, 2);
  const command = `aws dynamodb ${request.operation.toLowerCase()} --cli-input-json '${JSON.stringify(input).replaceAll("'", "'\\''")}'`;
  return (
    <ExpandableSection headerText={t('call', { operation: request.operation })} variant="footer">
      <SpaceBetween size="s">
        <pre className="mono">{text}</pre>
        <CopyToClipboard
          variant="button"
          copyButtonText={t('call.copy')}
          copySuccessText={shared('action.copied')}
          copyErrorText={shared('action.copyFailed')}
          textToCopy={command}
        />
      </SpaceBetween>
    </ExpandableSection>
  );
}
