/** 数据统计: how many graduates are in which state, in the reader's scope. */
import { z } from 'zod';
import { route } from '../parts/route.ts';
import { cohortParam, instant } from '../parts/shapes.ts';

export const groupings = ['department', 'major', 'class', 'educationLevel', 'gender', 'trainingMode', 'origin'] as const;

const figures = z.object({
  graduates: z.number(),
  agreementContract: z.number(),
  entrepreneurship: z.number(),
  flexible: z.number(),
  furtherStudy: z.number(),
  unemployed: z.number(),
  underReview: z.number(),
  unregistered: z.number(),
});

export const getStatistics = route({
  method: 'GET',
  path: '/api/desk/statistics',
  permission: 'statistics.read',
  summary: '毕业去向实时统计',
  query: z.object({
    /** Left out: the latest that has graduates. */
    cohort: cohortParam.optional(),
    by: z.enum(groupings).default('department'),
  }),
  answer: z.object({
    /** When it was counted. */
    at: instant,
    cohort: z.number().nullable(),
    cohorts: z.array(z.number()),
    total: figures,
    groups: z.array(z.object({ key: z.string(), name: z.string(), figures })),
    /** Destinations in force, by type. */
    types: z.array(z.object({ code: z.string(), name: z.string(), group: z.string(), count: z.number() })),
  }),
});
