/**
 * AWS's own runtime interface client in place of ours. It is built with a C++ toolchain, so nothing here depends on it:
 * `AWS_LAMBDA_RIC=<folder of the package aws-lambda-ric> npm test` runs the hosts' tests with it as well.
 */
import { basename, dirname, join } from 'node:path';

const { AWS_LAMBDA_RIC, LAMBDA_TASK_FILE, _HANDLER } = process.env;
const { run } = await import(join(AWS_LAMBDA_RIC, 'dist/index.mjs'));
await run(dirname(LAMBDA_TASK_FILE), `${basename(LAMBDA_TASK_FILE, '.mjs')}.${_HANDLER.split('.').at(-1)}`);
