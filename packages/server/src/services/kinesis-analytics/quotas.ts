/** AWS's limits of an account in a region, and of an application. https://docs.aws.amazon.com/kinesisanalytics/latest/dev/limits.html */
export const quotas = { applications: 50, inputs: 1, outputs: 3, references: 1, loggingOptions: 1, tags: 50 } as const;
