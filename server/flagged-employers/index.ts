export { flagForReview } from './flags-of.ts';
export { flaggedEmployersModule } from './module.ts';
