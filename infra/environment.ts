import { directoryTable, type FunctionShape, functionNameOf } from './shape.ts';

/**
 * What differs from one deployment to the next. `publicBaseUrl` has no trailing slash: it is the URL under which
 * carriers and clients reach the API, and so the one that carriers sign. `Value` is a string, or a promise of one
 * where the URL is known only when the API is made.
 */
export type Deployment<Value> = {
  readonly publicBaseUrl: Value;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
};

/** A function's own environment variables: all of them, beside those that Lambda itself reserves. */
export const environmentOf = <Value>(fn: FunctionShape, deployment: Deployment<Value>) => ({
  DIRECTORY_TABLE: directoryTable.name,
  PUBLIC_BASE_URL: deployment.publicBaseUrl,
  POWERTOOLS_SERVICE_NAME: functionNameOf(fn),
  POWERTOOLS_METRICS_NAMESPACE: 'Privateline',
  LOG_LEVEL: deployment.logLevel,
});
