import { getProcessingSettings, updateProcessingSettings } from '../../adapters/database/processing-settings.ts';
import type { Handlers } from '../mount.ts';

export const settingsHandlers: Handlers<'getProcessingSettings' | 'updateProcessingSettings'> = {
  getProcessingSettings: (_request, { deps }) => getProcessingSettings(deps.db, deps.thresholds),
  updateProcessingSettings: ({ body }, { deps, caller }) => updateProcessingSettings(deps.db, deps.thresholds, body, caller.actor),
};
