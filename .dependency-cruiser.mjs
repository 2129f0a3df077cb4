/** Imports point one way: functions → router | control-plane → tenancy. Each arrow that must not be drawn is named here. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const product = '^packages/(tenancy|router|control-plane)/';

export default {
  forbidden: [
    forbid('no-circles', 'Rooms stand in a line.', {}, { circular: true }),
    forbid(
      'no-unresolved',
      'An import that resolves to nothing is a mistake (aws-lambda is types alone).',
      {},
      { couldNotResolve: true, pathNot: '^aws-lambda$' },
    ),
    forbid(
      'tenancy-is-alone',
      'The kernel depends on nothing.',
      { path: '^packages/tenancy/' },
      { pathNot: '^packages/tenancy/' },
    ),
    forbid(
      'iam-is-alone',
      'The policy language knows nothing of this product.',
      { path: '^packages/iam/' },
      { pathNot: '^packages/iam/' },
    ),
    forbid(
      'planes-never-meet',
      'The data plane cannot change what the control plane owns.',
      { path: '^packages/router/' },
      { path: '^packages/control-plane/' },
    ),
    forbid(
      'planes-never-meet-back',
      'The control plane does not route.',
      { path: '^packages/control-plane/' },
      { path: '^packages/router/' },
    ),
    forbid(
      'aws-only-in-adapters',
      'Rooms take ports; an SDK stands only in aws/.',
      { path: '^packages/(router|control-plane)/src/(?!aws/)' },
      { path: '(^|/)node_modules/@aws-sdk/|/src/aws/' },
    ),
    forbid(
      'porch-only-in-functions',
      'middy and Powertools stay at the porch.',
      { pathNot: '^(functions|test|bench)/' },
      { path: '(^|node_modules/)(@middy|@aws-lambda-powertools)/' },
    ),
    forbid(
      'emulator-shares-nothing',
      'Emulator and product must not share one mistake.',
      { path: '^packages/local-cloud/' },
      { path: product },
    ),
    forbid(
      'emulator-is-for-development',
      'Only tests, benches and the demo start the local cloud.',
      { pathNot: '^(packages/(local-cloud|demo)|test|bench)/' },
      { path: '^packages/local-cloud/' },
    ),
    forbid(
      'iam-is-not-deployed',
      'The policy evaluator serves the gate and the proof.',
      { path: '^(functions|packages/(tenancy|router|control-plane|agent))/' },
      { path: '^packages/(iam|proof)/' },
    ),
    forbid(
      'agent-is-a-guest',
      "An agent is a tenant's program: it knows nothing of the house.",
      { path: '^packages/agent/' },
      { path: '^packages/(?!agent/)' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.sst|\\.local)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
