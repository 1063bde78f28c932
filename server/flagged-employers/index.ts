export { flagForReview, flagOf, flagsOf, unflagged } from './flags-of.ts';
export { flaggedEmployersModule } from './module.ts';
export { flaggedEmployerRoutes } from './routes.ts';
