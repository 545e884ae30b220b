/* SPDX-License-Identifier: Apache-2.0 */
/* lsq in a C program: a merge text and a condition over a record, and what a mistake looks like. */
#include <lsq/lsq.h>
#include <stdio.h>
#include <string.h>

static lsq_text Text(const char* content) {
  lsq_text text = {content, strlen(content)};
  return text;
}

static int Is(lsq_text text, const char* expected) {
  return text.size == strlen(expected) && memcmp(text.data, expected, text.size) == 0;
}

static int Report(const char* what, int right) {
  printf("%s: %s\n", what, right ? "as expected" : "not as it should be");
  return right ? 0 : 1;
}

static int Render(lsq_evaluator* evaluator, lsq_eval_request* request) {
  lsq_value value;
  request->text = Text("Dear @{Lead:FirstName,friend}, greetings from @{Lead:mx_City,us}.");
  request->is_merge_text = 1;
  request->as = LSQ_AS_HTML;
  if (lsq_evaluate(evaluator, request, &value, NULL, NULL) != LSQ_OK) return Report("mail", 0);
  return Report("mail", value.kind == LSQ_TEXT && Is(value.text, "Dear Asha &amp; Co, greetings from us."));
}

static int Decide(lsq_evaluator* evaluator, lsq_eval_request* request) {
  lsq_value value;
  lsq_text type;
  request->text = Text("Lead.mx_Visits > 10 and Lead.FirstName is filled");
  request->is_merge_text = 0;
  request->as = LSQ_AS_VALUE;
  if (lsq_evaluate(evaluator, request, &value, &type, NULL) != LSQ_OK) return Report("condition", 0);
  return Report("condition", value.kind == LSQ_BOOL && value.integer == 1 && Is(type, "Bool"));
}

static int Mistake(lsq_evaluator* evaluator, lsq_eval_request* request) {
  lsq_value value;
  lsq_error* error = NULL;
  int right;
  request->text = Text("Lead.mx_Visitz > 10");
  right = lsq_evaluate(evaluator, request, &value, NULL, &error) == LSQ_FAILED && error != NULL;
  if (right) printf("%.*s\n", (int)lsq_error_message(error).size, lsq_error_message(error).data);
  lsq_error_free(error);
  return Report("mistake", right);
}

int main(void) {
  lsq_field fields[3];
  lsq_record lead;
  lsq_eval_request request;
  lsq_evaluator* evaluator = lsq_evaluator_new();
  int wrong;

  memset(fields, 0, sizeof fields);
  fields[0].name = Text("FirstName");
  fields[0].value.kind = LSQ_TEXT;
  fields[0].value.text = Text("Asha & Co");
  fields[1].name = Text("mx_Visits");
  fields[1].value.kind = LSQ_NUMBER;
  fields[1].value.text = Text("12");
  fields[2].name = Text("mx_City"); /* missing */

  memset(&lead, 0, sizeof lead);
  lead.entity = Text("Lead");
  lead.fields = fields;
  lead.field_count = 3;

  memset(&request, 0, sizeof request);
  request.size = sizeof request;
  request.records = &lead;
  request.record_count = 1;

  wrong = Render(evaluator, &request) + Decide(evaluator, &request) + Mistake(evaluator, &request);
  lsq_evaluator_free(evaluator);
  return wrong;
}
