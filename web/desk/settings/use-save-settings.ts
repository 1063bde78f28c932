import { useQueryClient } from '@tanstack/react-query';
import { App, type FormInstance } from 'antd';
import { useState } from 'react';
import { type Answer, call, codeOf, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { useUnsaved } from '#web/desk/kit/leave/use-unsaved.ts';
import { settingsQuery } from './queries.ts';

export type Settings = Answer<'GET /api/school/settings'>;
export type SettingsValues = Omit<Settings, 'version'>;

const saved = 'settings-saved';

/** Saves a part of the settings, with the others as they were read; a change by another person in between is not overwritten. */
export function useSaveSettings(read: Settings, form: FormInstance) {
  const [known, setKnown] = useState(read);
  const [fault, setFault] = useState<string>();
  const [outdated, setOutdated] = useState(false);
  const [saving, setSaving] = useState(false);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  const settled = useUnsaved(() => form.getFieldsValue(true));

  const save = async (changed: Partial<SettingsValues>) => {
    setFault(undefined);
    setSaving(true);
    // The message about the last attempt must not be on top of the one about this attempt.
    message.destroy(saved);
    try {
      const body = { ...known, ...changed };
      const after = await press(JSON.stringify(body), key => call('PUT /api/school/settings', { body, key }));
      queryClient.setQueryData(settingsQuery.queryKey, after);
      setKnown(after);
      setOutdated(false);
      showFaults(form, {});
      settled();
      message.success({ key: saved, content: '设置已保存' });
    } catch (error) {
      setOutdated(codeOf(error) === 'changed-meanwhile');
      const faults = fieldFaultsOf(error);
      setFault(showFaults(form, faults)[0] ?? sentenceFor(error));
    } finally {
      setSaving(false);
    }
  };
  /** Loads what another person has saved meanwhile, and fills it in. */
  const reload = async (fill: (fresh: Settings) => void): Promise<void> => {
    const fresh = await queryClient.fetchQuery({ ...settingsQuery, staleTime: 0 });
    setKnown(fresh);
    setFault(undefined);
    setOutdated(false);
    fill(fresh);
    settled();
  };
  return { save, reload, saving, fault, outdated };
}
