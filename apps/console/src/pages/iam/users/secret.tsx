import type { AccessKey } from '@aws-sdk/client-iam';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { Copyable } from '../../../shared/copy.js';
import { saveText } from '../../../shared/save.js';
import { userTexts } from './texts.js';

/** A new access key, whose secret is never seen again. */
export function Secret({ made }: { readonly made: AccessKey }) {
  const t = useTexts(userTexts);
  const [isShown, setIsShown] = useState(false);
  const { AccessKeyId: id = '', SecretAccessKey: secret = '', UserName: user = '' } = made;
  const download = (): void =>
    saveText(`${user}_accessKeys.csv`, `Access key ID,Secret access key\r\n${id},${secret}\r\n`, 'text/csv');
  return (
    <SpaceBetween size="m">
      <Alert type="warning">{t('secret.hint')}</Alert>
      <KeyValuePairs
        columns={2}
        items={[
          { label: t('secret.id'), value: <Copyable text={id} /> },
          {
            label: t('secret.key'),
            value: (
              <SpaceBetween direction="horizontal" size="xs">
                {isShown ? <Copyable text={secret} /> : <Box variant="span">••••••••••••••••</Box>}
                <Button variant="inline-link" onClick={() => setIsShown(!isShown)}>
                  {isShown ? t('secret.hide') : t('secret.show')}
                </Button>
              </SpaceBetween>
            ),
          },
        ]}
      />
      <Button iconName="download" onClick={download}>
        {t('secret.download')}
      </Button>
    </SpaceBetween>
  );
}
