export { ClosingStack } from './closing-stack.ts';
export { type Listening, listenOnLoopback, PortInUse } from './listen.ts';
