import { type Deployment, environmentOf } from './environment.ts';
import { type FunctionShape, functionNameOf, runtime } from './shape.ts';

/** One function of the shape as arguments of `aws.lambda.Function`, but for its code. `Value`: a string or its promise. */
export const functionArguments = <Value>(
  fn: FunctionShape,
  roleArn: Value,
  deployment: Deployment<Value>,
) => ({
  name: functionNameOf(fn),
  role: roleArn,
  runtime: runtime.identifier,
  architectures: [runtime.architecture],
  handler: runtime.handler,
  memorySize: fn.memoryMb,
  timeout: fn.timeoutS,
  environment: { variables: environmentOf(fn, deployment) },
});
