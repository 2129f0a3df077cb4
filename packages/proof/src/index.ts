export { type CommonResource, findCommonResource } from './common-resource.ts';
export { policiesOf, resourcesOf } from './silo.ts';
export { NotEncodable, readSymbolicPattern, STAND_INS } from './symbolic-pattern.ts';
export { decideIsolation } from './theorem.ts';
