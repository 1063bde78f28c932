export { guidesModule } from './module.ts';
export { guideRoutes } from './routes.ts';
