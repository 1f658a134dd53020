import { cacheDir } from '../paths.mjs';
import { outsideServices } from '../service/outside.mjs';
import { obtainChromium } from './chromium.mjs';
import { obtainMinio } from './minio.mjs';
import { obtainOcrModels } from './ocr-models.mjs';
import { obtainTemporal } from './temporal.mjs';

/**
 * Gets, side by side, every program that is not a package, as far as no outside service stands in for it.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ chromium?: boolean }} wanted
 */
export async function obtainServices(env, wanted) {
  const cache = cacheDir(env);
  const outside = outsideServices(env);
  await Promise.all([
    outside.minio ? undefined : obtainMinio(cache),
    outside.temporal ? undefined : obtainTemporal(cache),
    obtainOcrModels(cache),
    wanted.chromium ? obtainChromium(env) : undefined,
  ]);
}
