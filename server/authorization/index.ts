export { authorizationModule } from './module.ts';
