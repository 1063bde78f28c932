export { statisticsModule } from './module.ts';
export { statisticsRoutes } from './routes.ts';
