import { required, structure, type Infer } from '@paddock/wire';
import {
  CodeContentType,
  SqlApplicationConfiguration,
  SqlApplicationConfigurationUpdate,
  SqlRunConfigurations,
  TextContent,
} from '../../structures-v2.js';
import { codeNotText, notForSql } from './errors.js';
import {
  ApplicationEncryptionConfiguration,
  ApplicationEncryptionConfigurationUpdate,
  ApplicationRestoreConfiguration,
  ApplicationSnapshotConfiguration,
  ApplicationSnapshotConfigurationUpdate,
  ApplicationSystemRollbackConfiguration,
  ApplicationSystemRollbackConfigurationUpdate,
  EnvironmentProperties,
  EnvironmentPropertyUpdates,
  FlinkApplicationConfiguration,
  FlinkApplicationConfigurationUpdate,
  FlinkRunConfiguration,
  S3ContentLocation,
  S3ContentLocationUpdate,
  VpcConfigurations,
  VpcConfigurationUpdates,
  ZeppelinApplicationConfiguration,
  ZeppelinApplicationConfigurationUpdate,
  ZipFileContent,
} from './flink-structures.js';

/** An application's configuration as requests give it: what is SQL's of it is taken, what is Flink's refused. */
export const ApplicationConfiguration = structure('ApplicationConfiguration', {
  SqlApplicationConfiguration,
  FlinkApplicationConfiguration,
  EnvironmentProperties,
  ApplicationCodeConfiguration: structure('ApplicationCodeConfiguration', {
    CodeContent: structure('CodeContent', { TextContent, ZipFileContent, S3ContentLocation }),
    CodeContentType: required(CodeContentType),
  }),
  ApplicationSnapshotConfiguration,
  ApplicationSystemRollbackConfiguration,
  VpcConfigurations,
  ZeppelinApplicationConfiguration,
  ApplicationEncryptionConfiguration,
});

export const ApplicationConfigurationUpdate = structure('ApplicationConfigurationUpdate', {
  SqlApplicationConfigurationUpdate,
  ApplicationCodeConfigurationUpdate: structure('ApplicationCodeConfigurationUpdate', {
    CodeContentTypeUpdate: CodeContentType,
    CodeContentUpdate: structure('CodeContentUpdate', {
      TextContentUpdate: TextContent,
      ZipFileContentUpdate: ZipFileContent,
      S3ContentLocationUpdate,
    }),
  }),
  FlinkApplicationConfigurationUpdate,
  EnvironmentPropertyUpdates,
  ApplicationSnapshotConfigurationUpdate,
  ApplicationSystemRollbackConfigurationUpdate,
  VpcConfigurationUpdates,
  ZeppelinApplicationConfigurationUpdate,
  ApplicationEncryptionConfigurationUpdate,
});

export const RunConfiguration = structure('RunConfiguration', {
  FlinkRunConfiguration,
  SqlRunConfigurations,
  ApplicationRestoreConfiguration,
});

export const RunConfigurationUpdate = structure('RunConfigurationUpdate', {
  FlinkRunConfiguration,
  ApplicationRestoreConfiguration,
});

/** @returns the SQL that a configuration gives, if it gives any @throws InvalidArgumentException for what no application of SQL can have */
export function codeOf(configuration: Infer<typeof ApplicationConfiguration>): string | undefined {
  checkMembers(configuration, ['SqlApplicationConfiguration', 'ApplicationCodeConfiguration']);
  const code = configuration.ApplicationCodeConfiguration;
  if (code?.CodeContentType === 'ZIPFILE') throw codeNotText();
  return textOf(code?.CodeContent, 'TextContent');
}

/** @returns the SQL that an update gives, if it gives any @throws InvalidArgumentException as `codeOf` */
export function codeOfUpdate(update: Infer<typeof ApplicationConfigurationUpdate>): string | undefined {
  checkMembers(update, ['SqlApplicationConfigurationUpdate', 'ApplicationCodeConfigurationUpdate']);
  const code = update.ApplicationCodeConfigurationUpdate;
  if (code?.CodeContentTypeUpdate === 'ZIPFILE') throw codeNotText();
  return textOf(code?.CodeContentUpdate, 'TextContentUpdate');
}

/** @throws InvalidArgumentException when there is a member beside those that applications of SQL have */
export function checkMembers(given: object, allowed: readonly string[]): void {
  for (const [name, value] of Object.entries(given))
    if (value !== undefined && !allowed.includes(name)) throw notForSql(name);
}

function textOf<N extends string>(
  content: { readonly [K in N]?: string | undefined } | undefined,
  text: N,
): string | undefined {
  if (content === undefined) return undefined;
  checkMembers(content, [text]);
  return content[text];
}
