// Every error code that the product can answer with or store: one table, code → HTTP status and the English sentence.
// The console translates by code; `message` is the fallback and what API callers read.

interface ErrorSpec {
  /** HTTP status when the code is an API answer. File faults use 422, since the upload itself was well formed. */
  status: number;
  message: string;
}

export const errors = {
  // Callers
  invalid_request: { status: 400, message: 'The request is not valid; see details.' },
  malformed_json: { status: 400, message: 'The body is not valid JSON.' },
  unauthenticated: { status: 401, message: 'Sign in, or send an API key as a bearer token.' },
  invalid_credentials: { status: 401, message: 'The e-mail or the password is wrong.' },
  second_factor_needed: { status: 401, message: 'This account asks for a one-time password too: send it as `code`.' },
  second_factor_invalid: { status: 401, message: 'The one-time password is wrong or was used before.' },
  sign_in_to_accept: { status: 401, message: 'Sign in as the invited e-mail to accept the invitation.' },
  forbidden: { status: 403, message: 'Your role or key does not allow this.' },
  password_wrong: { status: 403, message: 'The current password is wrong.' },
  role_beyond_yours: { status: 403, message: 'Only an owner may make, change or remove an owner.' },
  not_found: { status: 404, message: 'There is nothing here under this id.' },
  route_not_found: { status: 404, message: 'There is no such route.' },
  method_not_allowed: { status: 405, message: 'This route does not take that method.' },
  unacceptable: { status: 406, message: 'This route cannot answer in the form that the Accept header asks for.' },
  body_too_slow: { status: 408, message: 'The body came too slowly, and was given up.' },
  conflict: { status: 409, message: 'The state of the resource does not allow this.' },
  already_decided: { status: 409, message: 'Somebody decided this review task before you; details say who and how.' },
  claimed_by_other: { status: 409, message: 'Another person holds this review task; details say who and until when.' },
  not_waiting: { status: 409, message: 'The document is not waiting for this.' },
  delivery_pending: { status: 409, message: 'The delivery is still under way; hurry it with retry-now.' },
  delivery_not_pending: { status: 409, message: 'The delivery is not under way; resend it instead.' },
  delivery_too_old: { status: 409, message: 'Deliveries can be resent for 30 days.' },
  idempotency_conflict: { status: 409, message: 'This Idempotency-Key was used with another request.' },
  tax_id_taken: { status: 409, message: 'A client with this tax id exists already.' },
  already_member: { status: 409, message: 'This e-mail belongs to a member already.' },
  last_owner: { status: 409, message: 'The last one who may do this has to stay.' },
  second_factor_enabled: { status: 409, message: 'A second factor is on already.' },
  seats_taken: { status: 409, message: 'Every seat of the plan is taken; details say how many there are.' },
  link_ended: { status: 410, message: 'This upload link was revoked, has expired or took all its files; details say which.' },
  token_invalid: { status: 410, message: 'This link was used, taken back, replaced or has expired.' },
  file_too_large: { status: 413, message: 'The file is larger than the limit.' },
  body_too_large: { status: 413, message: 'The body is larger than the limit.' },
  too_many_files: { status: 413, message: 'The request holds more files than the limit.' },
  unsupported_media_type: { status: 415, message: 'This route does not take that content type.' },
  client_unknown: { status: 422, message: 'There is no client with this id.' },
  client_missing: { status: 422, message: 'Name the client that the files belong to: clientId.' },
  file_missing: { status: 422, message: 'The request holds no file.' },
  endpoint_url_refused: { status: 422, message: 'This URL cannot be a webhook endpoint; details say why.' },
  tax_id_invalid: { status: 422, message: 'The tax id does not pass its check digit.' },
  page_not_drawn: { status: 422, message: 'No image of this page can be made; details say why.' },
  csv_invalid: { status: 422, message: 'The file is no CSV with a column of names; details say where it fails.' },
  export_too_large: { status: 422, message: 'This is more than one workbook takes; narrow the filter or choose CSV.' },
  password_too_common: { status: 422, message: 'This password is among the first that anybody guesses.' },
  role_not_in_plan: { status: 422, message: 'The plan does not have this role; details say which it has.' },
  plan_documents_used_up: { status: 402, message: 'The plan takes no more documents this month; details say how many it takes.' },
  link_files_used_up: { status: 410, message: 'The link takes no more files.' },
  too_many_streams: { status: 429, message: 'Too many live connections are open; close one.' },
  rate_limited: { status: 429, message: 'Too many requests; wait as long as Retry-After says.' },
  internal: { status: 500, message: 'Something failed on our side; the requestId finds it in the logs.' },
  dependency_unavailable: { status: 503, message: 'A service that this needs does not answer; try again soon.' },
  draining: { status: 503, message: 'This process is shutting down; another one will answer.' },

  // Files: why a document cannot be read. They never heal by trying again.
  file_empty: { status: 422, message: 'The file is empty.' },
  file_type_unsupported: { status: 422, message: 'The content is not a PDF, an image or an e-invoice XML.' },
  pdf_encrypted: { status: 422, message: 'The PDF asks for a password; upload it without one.' },
  pdf_damaged: { status: 422, message: 'The PDF is damaged beyond reading.' },
  pdf_without_pages: { status: 422, message: 'The PDF has no pages.' },
  too_many_pages: { status: 422, message: 'The file has more pages than the limit.' },
  image_damaged: { status: 422, message: 'The image is damaged beyond reading.' },
  image_too_large: { status: 422, message: 'The image has more pixels than the limit.' },
  xml_damaged: { status: 422, message: 'The XML is not well formed.' },
  xml_doctype_refused: { status: 422, message: 'The XML declares a DOCTYPE, which e-invoices never need; it was not read.' },
  xml_not_invoice: { status: 422, message: 'The XML is not an e-invoice of a known kind.' },
  reading_timeout: { status: 422, message: 'Reading the file took longer than the limit.' },
  reading_memory: { status: 422, message: 'Reading the file needed more memory than the limit.' },
  reading_crashed: { status: 422, message: 'The reader crashed on this file.' },

  // The pipeline
  document_erased: { status: 404, message: 'The document was erased.' },
  pipeline_failed: { status: 500, message: 'A step of the pipeline failed for good; the trace shows which.' },
  ai_unavailable: { status: 503, message: 'The external AI did not answer; it is asked again, or the local reading stands.' },
  ai_rejected: { status: 502, message: 'The external AI refused the request: its key, model or address may be wrong. The local reading stands.' },
  ai_answer_unusable: { status: 502, message: 'The external AI gave no usable answer; it is asked once more, or the local reading stands.' },
  delivery_exhausted: { status: 502, message: 'The endpoint did not accept the event within the retry schedule.' },
  endpoint_gone: { status: 502, message: 'The endpoint answered 410 Gone and was disabled.' },
  endpoint_failing: { status: 502, message: 'The endpoint failed at every try for days and was disabled.' },
  endpoint_refused: { status: 502, message: 'The endpoint refused the event with a 4xx answer and is set not to be asked again.' },
  endpoint_disabled: { status: 409, message: 'The endpoint is disabled.' },
} as const satisfies Record<string, ErrorSpec>;

export type ErrorCode = keyof typeof errors;

export const errorCodes = Object.keys(errors) as [ErrorCode, ...ErrorCode[]];

/** The one error of the product: a code of the table, with what a caller may know in `details` and the cause for the logs. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, options: { details?: Record<string, unknown>; cause?: unknown; message?: string } = {}) {
    super(options.message ?? errors[code].message, { cause: options.cause });
    this.code = code;
    this.details = options.details;
  }

  get status(): number {
    return errors[this.code].status;
  }
}

/** Codes after which trying the same file again cannot help. */
export const isFileFault = (code: ErrorCode): boolean =>
  errors[code].status === 422 && /^(file|pdf|image|xml|reading|too_many_pages)/.test(code);
