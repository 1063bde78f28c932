export { queuesModule } from './module.ts';
