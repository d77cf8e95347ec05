/** Where our shapes of CloudWatch differ from the model on purpose. */
export const cloudWatchDifferences: readonly string[] = [
  // A dashboard that is not there: the API reference has the error, the model forgets it.
  'DeleteDashboards.errors: ["ConflictException","InternalServiceError","InvalidParameterValue","ResourceNotFound"] here, ["ConflictException","InternalServiceError","InvalidParameterValue"] there',
];
