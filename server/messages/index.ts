export { messagesModule } from './module.ts';
export { type Message, postMessage } from './post-message.ts';
export { countUnknownDeliveries } from './queries.ts';
