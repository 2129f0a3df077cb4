export { LARGEST_BODY, readApiGatewayEvent } from './channels/api-gateway-event.ts';
export { createChatDoor, refuseChatRequest } from './channels/chat.ts';
export { answerVoiceRequest, readVoiceRequest, refuseVoiceRequest } from './channels/voice.ts';
export type { Inbound } from './inbound.ts';
export type { AgentReply } from './invoke.ts';
export { REFUSALS, Refusal, type RefusalCode, refuse } from './refusal.ts';
export { createRouter, type Router, type RouterPorts } from './router.ts';
export type { Room, Route } from './walk.ts';
