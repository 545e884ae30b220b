// SPDX-License-Identifier: Apache-2.0
// Waiting for mails and activities (WAIT-6 to WAIT-9, C-WAIT-9 to C-WAIT-12).
#include <algorithm>
#include <array>

#include "compiler/check/expr_internal.h"
#include "compiler/check/wait.h"

namespace lsq::check {

using program::WaitStep;
using types::Kind;

namespace {

constexpr std::array<std::string_view, 4> kMailEvents = {"opened", "clicked", "bounced", "unsubscribed"};
constexpr std::string_view kActivity = "activity";
constexpr std::string_view kActivityEntity = "Activity";

bool IsMailEvent(std::string_view word) {
  return std::find(kMailEvents.begin(), kMailEvents.end(), word) != kMailEvents.end();
}

const syntax::Word* NameOf(const Context& context, syntax::ExprId id) {
  const auto* name = std::get_if<syntax::NameExpr>(&context.tree[Unwrap(context.tree, id)].node);
  return name == nullptr ? nullptr : &name->word;
}

// `x is opened`, whatever x is.
struct Named {
  const syntax::Word* mail;
  const syntax::Word* event;
};
std::optional<Named> AsNamedEvent(const Context& context, syntax::ExprId id) {
  const auto* test = std::get_if<syntax::BinaryExpr>(&context.tree[Unwrap(context.tree, id)].node);
  if (test == nullptr || test->op != syntax::BinaryOp::Is) return std::nullopt;
  const Named named{NameOf(context, test->left), NameOf(context, test->right)};
  if (named.mail == nullptr || named.event == nullptr) return std::nullopt;
  return named;
}

const syntax::RefExpr* AsActivity(const Context& context, syntax::ExprId id) {
  const auto* ref = std::get_if<syntax::RefExpr>(&context.tree[Unwrap(context.tree, id)].node);
  return ref != nullptr && ref->kind.text == kActivity ? ref : nullptr;
}

class EventReader {
 public:
  explicit EventReader(Walk& walk) : walk_(walk), context_(walk.context) {}

  std::optional<WaitStep::Event> Read(syntax::ExprId id, syntax::ExprId where) {
    id = Unwrap(context_.tree, id);
    if (const auto* filtered = std::get_if<syntax::FilteredExpr>(&context_.tree[id].node)) {
      return Read(filtered->subject, filtered->condition);
    }
    if (const auto* activity = AsActivity(context_, id)) return Activity(*activity, where);
    if (const auto test = AsEventTest(context_, id)) return Mail(*test);
    if (const auto named = AsNamedEvent(context_, id)) return ReportMail(named->mail, *named->event);
    if (const syntax::Word* word = NameOf(context_, id)) return ReportMail(nullptr, *word);
    context_.sink.Report(kind::WaitForm, context_.At(id))
        .Primary("no event")
        .Note("in a group stand events: `welcome is opened`, `activity \"Demo\"`");
    return std::nullopt;
  }

 private:
  std::optional<WaitStep::Event> Mail(const EventTest& test) {
    if (context_.scope[test.handle].type != types::Handle(types::HandleKind::SentEmail)) {
      return ReportMail(nullptr, test.event);
    }
    if (!IsMailEvent(test.event.text)) {
      const Location at = context_.At(test.event.span);
      auto report = context_.sink.Report(kind::UnknownEvent, at, {test.event.text});
      SuggestNearest(report, at, test.event.text, {kMailEvents.begin(), kMailEvents.end()});
      return std::nullopt;
    }
    return WaitStep::Event{test.event.text, test.handle, {}, {}, {}};
  }

  // A mail that was not sent on every way to here, or not under that name.
  std::optional<WaitStep::Event> ReportMail(const syntax::Word* mail, const syntax::Word& event) {
    if (!walk_.flow.mail_sent) {
      context_.sink.Report(kind::WaitUntilNoEmail, context_.At(event.span), {event.text})
          .Note("send it before, with a name: `send email \"Welcome\" to Lead as welcome`");
      return std::nullopt;
    }
    if (mail == nullptr) {
      context_.sink.Report(kind::WaitForm, context_.At(event.span))
          .Primary("of which mail")
          .Note("name the mail where it is sent, `… as welcome`, and wait until `welcome is " + event.text + "`");
      return std::nullopt;
    }
    const Location at = context_.At(mail->span);
    auto report = context_.sink.Report(kind::UnknownEmail, at, {mail->text});
    std::vector<std::string_view> handles;
    for (const std::string_view name : context_.names.All()) {
      const auto local = context_.names.Find(name);
      if (local && context_.scope[*local].type.Is(Kind::Handle)) handles.push_back(name);
    }
    SuggestNearest(report, at, mail->text, handles);
    return std::nullopt;
  }

  std::optional<WaitStep::Event> Activity(const syntax::RefExpr& activity, syntax::ExprId where) {
    const ExprId type = CheckNamed(context_, types::NameKind::ActivityType, activity.name);
    if (TypeOf(context_, type).IsError()) return std::nullopt;
    WaitStep::Event event;
    event.name = kActivity;
    event.activity_type = std::get<std::string>(std::get<program::Constant>(context_.scope[type].payload));
    const auto entity = context_.catalog.FindEntity(kActivityEntity);
    if (where.valid() && entity) {
      NameScope scope(context_.names);
      event.candidate = DeclareRecord(context_, *entity, context_.At(where));
      context_.place.record_types.push_back({event.candidate, event.activity_type});
      event.where = CheckCondition(context_, where).expr;
    }
    return event;
  }

  Walk& walk_;
  Context& context_;
};

}  // namespace

bool IsEventWait(const Context& context, syntax::ExprId id) {
  const auto& node = context.tree[Unwrap(context.tree, id)].node;
  if (std::holds_alternative<syntax::QuantifiedExpr>(node) || std::holds_alternative<syntax::FilteredExpr>(node)) {
    return true;
  }
  if (AsActivity(context, id) != nullptr || AsEventTest(context, id)) return true;
  if (const auto named = AsNamedEvent(context, id)) return IsMailEvent(named->event->text);
  const syntax::Word* word = NameOf(context, id);
  return word != nullptr && IsMailEvent(word->text) && !context.names.Find(word->text);
}

std::optional<WaitStep::UntilEvents> CheckEvents(Walk& walk, syntax::ExprId id, syntax::ExprId where) {
  Context& context = walk.context;
  WaitStep::UntilEvents events;
  const auto* group = std::get_if<syntax::QuantifiedExpr>(&context.tree[Unwrap(context.tree, id)].node);
  if (group != nullptr && group->elements.empty()) {
    context.sink.Report(kind::EmptyGroup, context.At(id))
        .Note("write `any of (welcome is opened, welcome is clicked)`");
    return std::nullopt;
  }
  events.all = group != nullptr && group->all;
  bool understood = true;
  const std::vector<syntax::ExprId> elements = group != nullptr ? group->elements : std::vector<syntax::ExprId>{id};
  for (const syntax::ExprId element : elements) {
    auto event = EventReader(walk).Read(element, group != nullptr ? syntax::ExprId{} : where);
    understood = understood && event.has_value();
    if (event) events.events.push_back(std::move(*event));
  }
  if (!understood) return std::nullopt;
  return events;
}

}  // namespace lsq::check
