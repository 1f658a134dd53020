import type { CallErrorCode } from '../api-error.ts';
import type { ErrorCode } from '../contract.ts';
import { m } from '../paraglide/messages.js';

// A code of the contract without a sentence here does not compile.
const sentences = {
  invalid_request: m['errors.invalid_request'],
  malformed_json: m['errors.malformed_json'],
  unauthenticated: m['errors.unauthenticated'],
  invalid_credentials: m['errors.invalid_credentials'],
  forbidden: m['errors.forbidden'],
  not_found: m['errors.not_found'],
  route_not_found: m['errors.route_not_found'],
  method_not_allowed: m['errors.method_not_allowed'],
  unacceptable: m['errors.unacceptable'],
  body_too_slow: m['errors.body_too_slow'],
  conflict: m['errors.conflict'],
  already_decided: m['errors.already_decided'],
  claimed_by_other: m['errors.claimed_by_other'],
  not_waiting: m['errors.not_waiting'],
  delivery_pending: m['errors.delivery_pending'],
  delivery_not_pending: m['errors.delivery_not_pending'],
  delivery_too_old: m['errors.delivery_too_old'],
  idempotency_conflict: m['errors.idempotency_conflict'],
  tax_id_taken: m['errors.tax_id_taken'],
  file_too_large: m['errors.file_too_large'],
  body_too_large: m['errors.body_too_large'],
  too_many_files: m['errors.too_many_files'],
  unsupported_media_type: m['errors.unsupported_media_type'],
  client_unknown: m['errors.client_unknown'],
  client_missing: m['errors.client_missing'],
  file_missing: m['errors.file_missing'],
  endpoint_url_refused: m['errors.endpoint_url_refused'],
  tax_id_invalid: m['errors.tax_id_invalid'],
  rate_limited: m['errors.rate_limited'],
  internal: m['errors.internal'],
  dependency_unavailable: m['errors.dependency_unavailable'],
  draining: m['errors.draining'],
  file_empty: m['errors.file_empty'],
  file_type_unsupported: m['errors.file_type_unsupported'],
  pdf_encrypted: m['errors.pdf_encrypted'],
  pdf_damaged: m['errors.pdf_damaged'],
  pdf_without_pages: m['errors.pdf_without_pages'],
  too_many_pages: m['errors.too_many_pages'],
  image_damaged: m['errors.image_damaged'],
  image_too_large: m['errors.image_too_large'],
  xml_damaged: m['errors.xml_damaged'],
  xml_doctype_refused: m['errors.xml_doctype_refused'],
  xml_not_invoice: m['errors.xml_not_invoice'],
  reading_timeout: m['errors.reading_timeout'],
  reading_memory: m['errors.reading_memory'],
  reading_crashed: m['errors.reading_crashed'],
  document_erased: m['errors.document_erased'],
  pipeline_failed: m['errors.pipeline_failed'],
  ai_unavailable: m['errors.ai_unavailable'],
  ai_rejected: m['errors.ai_rejected'],
  ai_answer_unusable: m['errors.ai_answer_unusable'],
  delivery_exhausted: m['errors.delivery_exhausted'],
  endpoint_gone: m['errors.endpoint_gone'],
  endpoint_failing: m['errors.endpoint_failing'],
  endpoint_refused: m['errors.endpoint_refused'],
  endpoint_disabled: m['errors.endpoint_disabled'],
  second_factor_needed: m['errors.second_factor_needed'],
  second_factor_invalid: m['errors.second_factor_invalid'],
  sign_in_to_accept: m['errors.sign_in_to_accept'],
  password_wrong: m['errors.password_wrong'],
  role_beyond_yours: m['errors.role_beyond_yours'],
  already_member: m['errors.already_member'],
  last_owner: m['errors.last_owner'],
  second_factor_enabled: m['errors.second_factor_enabled'],
  seats_taken: m['errors.seats_taken'],
  token_invalid: m['errors.token_invalid'],
  password_too_common: m['errors.password_too_common'],
  role_not_in_plan: m['errors.role_not_in_plan'],
  plan_documents_used_up: m['errors.plan_documents_used_up'],
  link_ended: m['errors.link_ended'],
  link_files_used_up: m['errors.link_files_used_up'],
  csv_invalid: m['errors.csv_invalid'],
  export_too_large: m['errors.export_too_large'],
  too_many_streams: m['errors.too_many_streams'],
  unreachable: m['errors.unreachable'],
  unintelligible: m['errors.unintelligible'],
} satisfies Record<CallErrorCode, () => string> & Record<string, () => string>;

export const errorText = (code: CallErrorCode): string => sentences[code]();

/** The sentence for a code that is stored as plain text, such as that of a failed step; the given fallback where the code is not known. */
export function storedErrorText(code: string, fallback: string): string {
  return code in sentences ? sentences[code as CallErrorCode]() : fallback;
}

type Remedy = () => string;

const remedies: Partial<Record<ErrorCode, Remedy>> = {
  file_empty: m['remedies.better_file'],
  file_type_unsupported: m['remedies.other_kind'],
  pdf_encrypted: m['remedies.unlock'],
  pdf_damaged: m['remedies.better_file'],
  pdf_without_pages: m['remedies.better_file'],
  too_many_pages: m['remedies.smaller'],
  image_damaged: m['remedies.better_file'],
  image_too_large: m['remedies.smaller'],
  xml_damaged: m['remedies.better_file'],
  xml_doctype_refused: m['remedies.better_file'],
  xml_not_invoice: m['remedies.other_kind'],
  reading_timeout: m['remedies.smaller'],
  reading_memory: m['remedies.smaller'],
  reading_crashed: m['remedies.better_file'],
  dependency_unavailable: m['remedies.again'],
  ai_unavailable: m['remedies.ai_waits'],
  ai_rejected: m['remedies.check_ai'],
  ai_answer_unusable: m['remedies.ai_waits'],
  delivery_exhausted: m['remedies.fix_receiver'],
  endpoint_gone: m['remedies.fix_receiver'],
  endpoint_failing: m['remedies.fix_receiver'],
  endpoint_refused: m['remedies.fix_receiver'],
  endpoint_disabled: m['remedies.fix_receiver'],
};

/** What a person can do about a stored error. */
export function remedyText(code: string): string {
  return (remedies[code as ErrorCode] ?? m['remedies.tell_operator'])();
}
