import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import Grid from '@cloudscape-design/components/grid';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../i18n/language.js';
import { AsyncInvocation } from './async-invocation.js';
import { Concurrency } from './concurrency.js';
import { EnvironmentVariables } from './environment-variables.js';
import { FunctionUrl } from './function-url.js';
import { General } from './general.js';
import { configurationHref, configurationParts, type ConfigurationPart } from './hrefs.js';
import { Logging } from './logging.js';
import { Permissions } from './permissions.js';
import { Tags } from './tags.js';
import { configTexts } from './texts-config.js';
import { Triggers } from './triggers.js';

interface ConfigurationTabProps {
  readonly name: string;
  readonly configuration: FunctionConfiguration | undefined;
}

export function ConfigurationTab({ name, configuration }: ConfigurationTabProps) {
  const t = useTexts(configTexts);
  const [parameters] = useSearchParams();
  const part = configurationParts.find((one) => one === parameters.get('section')) ?? 'general';
  return (
    <Grid gridDefinition={[{ colspan: { default: 12, s: 3 } }, { colspan: { default: 12, s: 9 } }]}>
      <nav aria-label={t('part.label')}>
        <SideNavigation
          activeHref={configurationHref(name, part)}
          items={configurationParts.map((one) => ({
            type: 'link',
            text: t(`part.${one}`),
            href: configurationHref(name, one),
          }))}
        />
      </nav>
      <div>{content(part, name, configuration)}</div>
    </Grid>
  );
}

function content(part: ConfigurationPart, name: string, configuration: FunctionConfiguration | undefined): ReactNode {
  switch (part) {
    case 'general':
      return configuration && <General configuration={configuration} />;
    case 'environment':
      return configuration && <EnvironmentVariables configuration={configuration} />;
    case 'triggers':
      return <Triggers name={name} />;
    case 'permissions':
      return <Permissions name={name} configuration={configuration} />;
    case 'concurrency':
      return <Concurrency name={name} />;
    case 'async':
      return <AsyncInvocation name={name} />;
    case 'url':
      return <FunctionUrl name={name} />;
    case 'monitoring':
      return configuration && <Logging configuration={configuration} />;
    case 'tags':
      return <Tags name={name} arn={configuration?.FunctionArn} />;
  }
}
