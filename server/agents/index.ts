export { makeLink } from './employer-links.ts';
export { linkOnCase } from './link-on-case.ts';
export { agentsModule } from './module.ts';
export { countFailedLinks } from './send-link.ts';
