export { trainingModesModule } from './module.ts';
export { modeRequestsOf } from './read-requests.ts';
