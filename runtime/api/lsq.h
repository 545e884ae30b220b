// SPDX-License-Identifier: Apache-2.0
/* lsq for programs in any language: compile a project, evaluate expressions, run automations over a durable store.
 *
 * Rules of this header
 *   - Handles are opaque. What a function returns as a pointer without `const` the caller frees with the matching
 * _free; const pointers and lsq_text live as long as the handle they came from, or until its next call where that is
 * said.
 *   - Text is UTF-8 with a length; NUL-termination is never required and never promised.
 *   - A function that can fail takes `lsq_error** error` last (NULL if the caller does not care) and returns NULL or a
 * non-zero lsq_status. No exception, signal or global state crosses this header.
 *   - Structs that callers fill begin with `size`, sizeof of the struct they were compiled with; members a caller does
 * not know stay zero and mean the default.
 *   - A compiled project and a compiled expression are immutable and may be shared by threads; every other handle is
 * used by one thread at a time. Callbacks run on the calling thread.
 *   - Instants are microseconds since 1970-01-01T00:00:00Z.
 */
#ifndef LSQ_H
#define LSQ_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LSQ_API_VERSION 1

typedef struct {
  const char* data;
  size_t size;
} lsq_text;

typedef enum { LSQ_OK = 0, LSQ_FAILED = 1 } lsq_status;

/* ---- Errors ------------------------------------------------------------------------------------------------------ */

typedef struct lsq_error lsq_error;
lsq_text lsq_error_code(const lsq_error* error);    /* stable: "in_use", "LSQ3002", "F_DATE_MISSING" */
lsq_text lsq_error_name(const lsq_error* error);    /* the domain's name of a mistake: "E_MERGE_NESTED"; may be empty */
lsq_text lsq_error_message(const lsq_error* error); /* a sentence for a person */
/* A mistake in an expression as `lsq check` draws it: its place and what helps, in several lines; else empty. */
lsq_text lsq_error_drawing(const lsq_error* error);
void lsq_error_free(lsq_error* error);

/* Text that the caller owns. */
typedef struct lsq_buffer lsq_buffer;
lsq_text lsq_buffer_text(const lsq_buffer* buffer);
void lsq_buffer_free(lsq_buffer* buffer);

/* An ISO instant, "2026-03-06T17:20:00Z", to microseconds, and back (20 bytes and the fraction it has). */
lsq_status lsq_parse_instant(lsq_text text, int64_t* instant);
lsq_buffer* lsq_print_instant(int64_t instant);

/* ---- Values ------------------------------------------------------------------------------------------------------ */

typedef enum {
  LSQ_MISSING = 0,
  LSQ_BOOL,     /* integer: 0 or 1 */
  LSQ_NUMBER,   /* text: an exact decimal, "-12.50" */
  LSQ_TEXT,     /* text; dropdown values are texts */
  LSQ_DATE,     /* integer: days since 1970-01-01 */
  LSQ_DATETIME, /* integer: an instant */
  LSQ_TIME,     /* integer: seconds since midnight */
  LSQ_LIST,     /* text: the elements as a JSON array */
  LSQ_RECORD    /* text: the id of a record; of which entity, the schema says */
} lsq_kind;

typedef struct {
  lsq_kind kind;
  int64_t integer;
  lsq_text text;
} lsq_value;

typedef struct {
  lsq_text name;
  lsq_value value;
} lsq_field;

typedef struct {
  lsq_text entity; /* "Lead" */
  lsq_text id;
  const lsq_field* fields;
  size_t field_count;
} lsq_record;

/* ---- Functions of the host --------------------------------------------------------------------------------------- */

/* Performs a function that sources declare with `extern function`. Arguments are never missing: with a missing one the
 * result is missing without a call. `result` is missing until it is set. Texts that `result` and `reason` point at live
 * until the next call. Anything but LSQ_OK is a fault F_HOST with `reason` as its message. Pure: the same arguments
 * give the same result. */
typedef lsq_status (*lsq_function)(void* user, const lsq_value* args, size_t count, lsq_value* result,
                                   lsq_text* reason);

/* One that does not agree with its declaration is never called: evaluating what needs it fails with F_HOST_SIGNATURE,
 * and with F_UNKNOWN_FUNCTION what needs one that is not given. */
typedef struct {
  lsq_text name;      /* as declared: "pin_code_city" */
  lsq_text signature; /* as declared: "Text, Number -> Text or empty"; Bool, Number, Text, Date, DateTime and Time */
  lsq_function function;
  void* user;
} lsq_native;

/* ---- Projects ---------------------------------------------------------------------------------------------------- */

typedef struct {
  lsq_text path; /* what messages call it */
  lsq_text text;
} lsq_source;

/* Tells the .lsq files that `source` uses (`use "other.lsq"`, `use schema "acme"`), as paths that begin where its own
 * does. Whether they are there, the caller finds out: a project needs them among its sources. */
typedef void (*lsq_used_file)(void* user, lsq_text path);
void lsq_source_uses(const lsq_source* source, lsq_used_file used, void* user);

typedef struct {
  size_t size;
  const lsq_source* sources;
  size_t source_count;
  lsq_text schema_json; /* what the host says about its CRM; may be empty */
  const lsq_native* natives;
  size_t native_count;
} lsq_project_options;

typedef enum { LSQ_FORMAT_TEXT = 0, LSQ_FORMAT_JSON, LSQ_FORMAT_SARIF } lsq_format;

typedef struct lsq_project lsq_project;
/* Always gives a project, also of wrong sources: then lsq_project_ok is 0. */
lsq_project* lsq_project_compile(const lsq_project_options* options, lsq_error** error);
int lsq_project_ok(const lsq_project* project);
size_t lsq_project_error_count(const lsq_project* project);
size_t lsq_project_automation_count(const lsq_project* project);
lsq_buffer* lsq_project_diagnostics(const lsq_project* project, lsq_format format, int colour);
void lsq_project_free(lsq_project* project);

/* ---- Expressions ------------------------------------------------------------------------------------------------- */

typedef enum {
  LSQ_AS_VALUE = 0,
  LSQ_AS_TEXT,
  LSQ_AS_HTML,
  LSQ_AS_URL,
  LSQ_AS_JSON,
  LSQ_AS_CSV,
  LSQ_AS_SUBJECT
} lsq_print_as;

typedef struct {
  size_t size;
  lsq_text text;
  int is_merge_text; /* text with @{…} in it, not an expression */
  int32_t as;        /* an lsq_print_as; another number is the error "eval_as" */
  lsq_text schema;   /* .lsq declarations or JSON; empty: the CRM's own and what the records show */
  const lsq_record* records;
  size_t record_count;
  int64_t now;
  lsq_text timezone; /* the account's; empty: the schema's, else UTC */
} lsq_eval_request;

/* Keeps what it compiled: the same text over other records is not compiled again. */
typedef struct lsq_evaluator lsq_evaluator;
lsq_evaluator* lsq_evaluator_new(void);
/* `value` lives until the next call. `type` names the static type: "Number", "Text", "DateTime". */
lsq_status lsq_evaluate(lsq_evaluator* evaluator, const lsq_eval_request* request, lsq_value* value, lsq_text* type,
                        lsq_error** error);
void lsq_evaluator_free(lsq_evaluator* evaluator);
/* One that knows a host's own functions; the request's schema declares them. */
lsq_evaluator* lsq_evaluator_open(const lsq_native* natives, size_t count, lsq_error** error);

/* One expression, compiled once: the request's records name the entities it is about and, without a schema, show the
 * types of their fields. Never changes, so any number of threads evaluate it at a time, each with an evaluator of its
 * own; it outlives the evaluator that compiled it. */
typedef struct lsq_expression lsq_expression;
lsq_expression* lsq_expression_compile(lsq_evaluator* evaluator, const lsq_eval_request* request, lsq_error** error);
/* Over the request's records, of the same entities in the same order, at its `now`; its other members do not count. */
lsq_status lsq_expression_evaluate(const lsq_expression* expression, lsq_evaluator* evaluator,
                                   const lsq_eval_request* request, lsq_value* value, lsq_text* type,
                                   lsq_error** error);
void lsq_expression_free(lsq_expression* expression);

/* ---- Engines ----------------------------------------------------------------------------------------------------- */

typedef enum { LSQ_EFFECT_DONE = 0, LSQ_EFFECT_FAILED, LSQ_EFFECT_RETRY, LSQ_EFFECT_UNKNOWN } lsq_effect_state;
typedef struct {
  lsq_text key;  /* the same in every attempt */
  lsq_text kind; /* "send_email", "call_webhook", "notify", a host's own */
  lsq_text body; /* JSON */
  uint32_t attempt;
  int64_t at;
} lsq_effect;
/* Performs an effect; `reply` and `reason` may be set to texts that live until the next call. */
typedef lsq_effect_state (*lsq_perform)(void* user, const lsq_effect* effect, lsq_text* reply, lsq_text* reason);

/* The secret of that name, for what is handed to `perform`: a text that lives until the next call. 0: there is none. */
typedef int (*lsq_find_secret)(void* user, lsq_text name, lsq_text* secret);

typedef struct {
  size_t size;
  lsq_text store_path; /* empty: in memory */
  int virtual_clock;   /* 1: time stands still but for lsq_engine_run_until */
  int64_t start;       /* of a virtual clock on a new store */
  lsq_text outbox;     /* a folder for .eml and .json files; used when `perform` is NULL, may be empty */
  lsq_perform perform;
  void* user;
  lsq_text project_name;       /* a store that was made under another name is refused; empty: any store will do */
  int adopt_store;             /* 1: give the store this name instead */
  lsq_find_secret find_secret; /* asked when an effect leaves through `perform`, and not kept; may be NULL */
} lsq_engine_options;

typedef struct lsq_engine lsq_engine;
/* `project` must be ok. Runs that wait in the store go on with the version they began with. */
lsq_engine* lsq_engine_open(const lsq_project* project, const lsq_engine_options* options, lsq_error** error);
void lsq_engine_free(lsq_engine* engine);

/* Says what is wrong with line `line` of a file. */
typedef void (*lsq_problem)(void* user, size_t line, lsq_text message);

typedef enum { LSQ_CSV = 0, LSQ_JSONL } lsq_file_format;
typedef struct {
  size_t size;
  lsq_text entity; /* what the file's rows are */
  lsq_file_format format;
  lsq_text text;
  int skip_bad_rows; /* 0: one bad row refuses the file */
  lsq_text name;     /* under which the store remembers that this was imported; may be empty */
  lsq_problem problem;
  void* user;
} lsq_import_options;
typedef struct {
  size_t rows;
  size_t created;
  size_t problems;
} lsq_import_result;
/* One transaction; nothing is half-imported. */
lsq_status lsq_engine_import(lsq_engine* engine, const lsq_import_options* options, lsq_import_result* result,
                             lsq_error** error);

/* 1 when an import of that name is done: a job that was stopped and started again passes over it. */
int lsq_engine_is_imported(lsq_engine* engine, lsq_text name);

typedef struct {
  size_t size;
  lsq_text source; /* with `id` unique for ever: the same event again starts nothing */
  lsq_text id;
  int64_t at;
  lsq_text type; /* "new", "update", "activity", "email_opened" … */
  lsq_text entity;
  lsq_text record;
  lsq_text name; /* of the mail, list or activity type it is about */
  const lsq_field* fields;
  size_t field_count;
  int is_import;
  int is_bulk; /* part of a bulk operation: on so many records, 1 when that is not known */
} lsq_event;
/* Durably in the inbox when it returns; `accepted` counts those that were not there already. */
lsq_status lsq_engine_submit(lsq_engine* engine, const lsq_event* events, size_t count, size_t* accepted,
                             lsq_error** error);
/* The same from JSON lines; bad lines are told to `problem`, and with `skip_bad_lines` 0 none of the lines goes in. */
typedef struct {
  size_t size;
  lsq_text source;
  lsq_text text;
  int skip_bad_lines;
  lsq_problem problem;
  void* user;
} lsq_events_options;
typedef struct {
  size_t lines;
  size_t accepted;
  size_t problems;
  int64_t first; /* instants of the first and last good line */
  int64_t last;
} lsq_events_result;
lsq_status lsq_engine_submit_lines(lsq_engine* engine, const lsq_events_options* options, lsq_events_result* result,
                                   lsq_error** error);

int64_t lsq_engine_now(const lsq_engine* engine);
/* Does everything up to `until`, durably; a real clock waits for it. */
lsq_status lsq_engine_run_until(lsq_engine* engine, int64_t until, lsq_error** error);
/* Makes the function above return soon, now and later, with everything done durable and the clock short of `until`. The
 * only function that may be called while another is at work: by another thread, or by a signal handler. */
void lsq_engine_stop(lsq_engine* engine);
/* When there is something to do next; `has_next` 0: nothing is left. */
lsq_status lsq_engine_next(lsq_engine* engine, int* has_next, int64_t* next, lsq_error** error);

/* Lines of the trace after position `after`, in order; returns when there are no more, or `line` gives non-zero. */
typedef int (*lsq_trace_line)(void* user, uint64_t position, lsq_text line);
lsq_status lsq_engine_trace(lsq_engine* engine, uint64_t after, lsq_trace_line line, void* user, lsq_error** error);

typedef struct {
  size_t size;
  uint64_t commits, deltas, conflicts, events, runs_started, effects;
} lsq_engine_counts;
void lsq_engine_count(const lsq_engine* engine, lsq_engine_counts* counts);
/* Sentences about what is wrong inside the store, a line each; an empty text is well. */
lsq_buffer* lsq_engine_check(lsq_engine* engine, lsq_error** error);

/* ---- Tests ------------------------------------------------------------------------------------------------------- */

typedef struct {
  lsq_text name;
  lsq_text file;
  size_t line;
  int passed;
  lsq_text report; /* of a failure: what was expected, and the values of the sub-expressions */
} lsq_test_result;
typedef void (*lsq_test_done)(void* user, const lsq_test_result* result);
/* Runs the project's `test` blocks, each on a store of its own under a virtual clock. A project may have errors that
 * its tests expect; with others it fails, code "project". */
lsq_status lsq_project_test(const lsq_project* project, lsq_test_done done, void* user, lsq_error** error);
/* The same, and gives as JSON which ways of the program the tests took and which conditions they saw hold and not hold:
 * {"branches":{"taken":3,"all":4},"conditions":{…},"files":[{"file":…,"missed":[{"line":12,"kind":"branch",…}]}]} */
lsq_buffer* lsq_project_test_coverage(const lsq_project* project, lsq_test_done done, void* user, lsq_error** error);

/* ---- Schedules --------------------------------------------------------------------------------------------------- */

typedef struct {
  lsq_text automation;
  int64_t at;     /* microseconds since 1970 */
  lsq_text local; /* "2026-03-08 03:30:00", in `zone` */
  lsq_text zone;
  lsq_text note; /* what a change of the clock or a short month made of it; mostly empty */
} lsq_firing;
typedef void (*lsq_firing_found)(void* user, const lsq_firing* firing);
/* Tells of the first `count` instants after `from` at which triggers at regular intervals fire, of one automation or,
 * with an empty name, of all, in order. A schedule without `starts on` counts as if it were published at `from`. Codes:
 * "project" (it has errors), "no_automation", "no_schedule". */
lsq_status lsq_project_next(const lsq_project* project, lsq_text automation, int64_t from, size_t count,
                            lsq_firing_found found, void* user, lsq_error** error);

#ifdef __cplusplus
}
#endif

#endif
