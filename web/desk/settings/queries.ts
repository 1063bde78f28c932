import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/desk/kit/api/api.ts';

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => call('GET /api/school/settings', { signal }),
});

export const sealQuery = queryOptions({
  queryKey: ['seal'],
  queryFn: ({ signal }) => call('GET /api/school/seal', { signal }),
});

export const provinceSettingsQuery = queryOptions({
  queryKey: ['province-settings'],
  queryFn: ({ signal }) => call('GET /api/province/settings', { signal }),
});
