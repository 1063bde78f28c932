export { createDeskEvents, type DeskEvents } from './desk-events.ts';
export { summaryOf } from './lists/desk-lists.ts';
export { deskModule } from './module.ts';
