export { messagesModule } from './module.ts';
export { type Message, postMessage } from './post-message.ts';
export { postMessages } from './post-messages.ts';
export { countUnknownDeliveries } from './queries.ts';
