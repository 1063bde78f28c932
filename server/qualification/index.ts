export { qualificationRoutes } from './routes.ts';
