import { asApiError } from '#lib/api-error.ts';
import { call } from '#lib/api.ts';
import type { PageLoad } from './$types.js';

/** A link that ended is no fault of the page: it is explained there. */
export const load: PageLoad = async ({ params, depends }) => {
  depends('upload-link:info');
  const { token } = params;
  try {
    return { token, info: await call('getUploadLinkInfo', { params: { link: token } }), error: null };
  } catch (thrown) {
    return { token, info: null, error: asApiError(thrown) };
  }
};
