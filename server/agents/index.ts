export { makeLink } from './employer-links.ts';
export { agentsModule } from './module.ts';
