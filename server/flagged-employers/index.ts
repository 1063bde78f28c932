export { flagForReview, flagOf, flagsOf, unflagged } from './flags-of.ts';
export { flaggedEmployerRoutes } from './routes.ts';
