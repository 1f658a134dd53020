import { cacheDir } from '../paths.mjs';
import { outsideServices } from '../service/outside.mjs';
import { obtainChromium } from './chromium.mjs';
import { obtainMinio } from './minio.mjs';
import { obtainOcrModels } from './ocr-models.mjs';
import { obtainTemporal } from './temporal.mjs';

/**
 * Gets, side by side, what is wanted of the programs that are no packages, as far as no outside service stands in for it.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ services?: boolean, ocrModels?: boolean, chromium?: boolean }} wanted
 */
export async function obtainPrograms(env, { services = false, ocrModels = services, chromium = false }) {
  const cache = cacheDir(env);
  const outside = outsideServices(env);
  await Promise.all([
    services && !outside.minio ? obtainMinio(cache) : undefined,
    services && !outside.temporal ? obtainTemporal(cache) : undefined,
    ocrModels ? obtainOcrModels(cache) : undefined,
    chromium ? obtainChromium(env) : undefined,
  ]);
}
