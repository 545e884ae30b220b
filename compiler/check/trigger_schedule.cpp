// SPDX-License-Identifier: Apache-2.0
// `every 2 days at 11:00 am for Lead where …` (SCH-3 to SCH-10, C-SCH-7): read word by word, because its parts come in
// any order.
#include <algorithm>
#include <array>

#include "compiler/check/automation_walk.h"
#include "compiler/check/expr_internal.h"
#include "compiler/number/decimal.h"

namespace lsq::check {

namespace {

constexpr uint32_t kLastDay = 32;

constexpr const char* kScheduleForms =
    "it is written `every hour at minute 30 for Lead`, `every 2 days at 11:00 am for Lead where …`, `every week on "
    "Monday at 9:00 am for User`, `every month on day 31, or skip, at 9:00 am for no entity`";

std::optional<time::Unit> UnitNamed(std::string_view word) {
  if (word == "hour") return time::Unit::kHour;
  if (word == "day") return time::Unit::kDay;
  if (word == "week") return time::Unit::kWeek;
  if (word == "month") return time::Unit::kMonth;
  return std::nullopt;
}

std::optional<time::Unit> UnitOf(syntax::Unit unit) {
  switch (unit) {
    case syntax::Unit::Hours:
      return time::Unit::kHour;
    case syntax::Unit::Days:
      return time::Unit::kDay;
    case syntax::Unit::Weeks:
      return time::Unit::kWeek;
    case syntax::Unit::Months:
      return time::Unit::kMonth;
    default:
      return std::nullopt;
  }
}

std::optional<int64_t> WholeNumber(const std::string& raw) {
  const number::Parsed parsed = number::Parse(raw);
  if (!parsed.ok() || raw.find('.') != std::string::npos) return std::nullopt;
  return number::ToInt64(parsed.value);
}

class ScheduleReader {
 public:
  ScheduleReader(Walk& walk, const syntax::Card& card, const schema::TriggerDecl& decl)
      : walk_(walk), context_(walk.context), decl_(decl) {
    Add(card.items);
    for (const syntax::Clause& clause : card.clauses) Add(clause.items);
  }

  void Read() {
    next_ = 1;  // behind `every`
    if (!ReadUnit()) return Refuse("an interval is expected here");
    while (next_ < atoms_.size()) {
      if (!ReadPart()) return;
    }
    if (target_ == nullptr) {
      if (!reported_) {
        next_ = atoms_.size();
        Refuse("`for Lead`, `for User`, `for Opportunity` or `for no entity` is missing behind this");
      }
      return;
    }
    CheckParts();
    Finish();
  }

 private:
  void Add(const std::vector<syntax::ExprId>& items) {
    const Phrase phrase = ReadPhrase(context_.tree, items);
    atoms_.insert(atoms_.end(), phrase.atoms.begin(), phrase.atoms.end());
  }

  std::string_view Word(size_t ahead = 0) const {
    return next_ + ahead < atoms_.size() ? atoms_[next_ + ahead].word : std::string_view();
  }
  template <typename Node>
  const Node* Take() {
    if (next_ >= atoms_.size()) return nullptr;
    const Node* node = std::get_if<Node>(&context_.tree[atoms_[next_].expr].node);
    if (node != nullptr) ++next_;
    return node;
  }
  bool TakeWord(std::string_view word) {
    if (Word() != word) return false;
    ++next_;
    return true;
  }

  void Refuse(std::string label) {
    const source::Span span = next_ < atoms_.size() ? atoms_[next_].span : atoms_.back().span;
    context_.sink.Report(kind::ScheduleForm, context_.At(span)).Primary(std::move(label)).Note(kScheduleForms);
    reported_ = true;
  }

  bool ReadUnit() {
    if (const auto* duration = Take<syntax::DurationExpr>()) {
      const auto unit = UnitOf(duration->unit);
      const auto count = WholeNumber(duration->raw);
      if (!unit || !count || *count < 1 || *count > 1000) {
        --next_;
        return false;
      }
      schedule_.unit = *unit;
      schedule_.every = static_cast<uint32_t>(*count);
      return true;
    }
    if (const auto unit = UnitNamed(Word())) {
      schedule_.unit = *unit;
      ++next_;
      return true;
    }
    if (!WeekdayNamed(Word())) return false;
    schedule_.unit = time::Unit::kWeek;  // `every Monday`
    return true;
  }

  bool ReadPart() {
    if (const auto weekday = WeekdayNamed(Word())) {
      schedule_.weekdays.push_back(*weekday);
      ++next_;
      return true;
    }
    if (TakeWord("at")) return ReadAt();
    if (TakeWord("on")) return ReadOn();
    if (TakeWord("for")) return ReadFor();
    if (Word() == "or" && Word(1) == "skip") {
      schedule_.or_skip = true;
      next_ += 2;
      return true;
    }
    if (Word() == "where" && next_ + 1 < atoms_.size()) {
      criteria_ = atoms_[next_].span;
      next_ += 2;
      return true;
    }
    Refuse("this is no part of an interval");
    return false;
  }

  bool ReadAt() {
    if (const auto* time = Take<syntax::TimeExpr>()) {
      schedule_.at = time::TimeOfDay{time->seconds};
      at_ = atoms_[next_ - 1].span;
      return true;
    }
    if (TakeWord("minute")) {
      const auto* number = Take<syntax::NumberExpr>();
      const auto minute = number == nullptr ? std::nullopt : WholeNumber(number->raw);
      if (minute && *minute >= 0 && *minute < 60) {
        schedule_.minute = static_cast<uint32_t>(*minute);
        minute_ = atoms_[next_ - 1].span;
        return true;
      }
      next_ -= number == nullptr ? 0 : 1;
    }
    Refuse("a time such as `9:00 am` or `minute 30` is expected here");
    return false;
  }

  bool ReadOn() {
    if (Word() == "last" && Word(1) == "day") {
      day_ = atoms_[next_].span;
      schedule_.day_of_month = kLastDay;
      next_ += 2;
      return true;
    }
    if (WeekdayNamed(Word())) return true;  // taken as the next part
    if (TakeWord("day")) {
      const auto* number = Take<syntax::NumberExpr>();
      const auto day = number == nullptr ? std::nullopt : WholeNumber(number->raw);
      if (day && *day >= 1 && *day <= 31) {
        day_ = atoms_[next_ - 1].span;
        schedule_.day_of_month = static_cast<uint32_t>(*day);
        return true;
      }
      next_ -= number == nullptr ? 0 : 1;
    }
    Refuse("a weekday, `day 15` or `last day` is expected here");
    return false;
  }

  bool ReadFor() {
    if (Word() == "no" && Word(1) == "entity") {
      next_ += 2;
      return Choose({}, "no entity", atoms_[next_ - 1].span);
    }
    const auto* name = Take<syntax::NameExpr>();
    if (name == nullptr) {
      Refuse("the records that it is for are expected here");
      return false;
    }
    const auto entity = FindEntity(context_, name->word);
    reported_ = reported_ || !entity;
    return entity && Choose(*entity, name->word.text, name->word.span);
  }

  bool Choose(schema::EntityId entity, const std::string& name, source::Span span) {
    for (const schema::TriggerTarget& target : decl_.targets) {
      if (target.entity == entity) target_ = &target;
    }
    if (target_ != nullptr) return true;
    std::string list;
    for (const schema::TriggerTarget& target : decl_.targets) {
      list += (list.empty() ? "" : ", ") +
              (target.entity.valid() ? context_.catalog.entity(target.entity).name : std::string("no entity"));
    }
    context_.sink.Report(kind::ScheduleEntity, context_.At(span), {name}).Note("schedules are for " + list);
    reported_ = true;
    return false;
  }

  // Parts that do not go together.
  void CheckParts() {
    const bool hourly = schedule_.unit == time::Unit::kHour;
    if (hourly && at_) return RefuseAt(*at_, "hours have a minute: `at minute 30`");
    if (!hourly && minute_) return RefuseAt(*minute_, "only hours have a minute; days have a time: `at 9:00 am`");
    if (!schedule_.weekdays.empty() && schedule_.unit != time::Unit::kWeek) {
      return RefuseAt(atoms_[1].span, "weekdays go with weeks: `every week on Monday`");
    }
    if (schedule_.day_of_month > 0 && schedule_.unit != time::Unit::kMonth) {
      return RefuseAt(*day_, "days of the month go with months");
    }
    const uint32_t day = schedule_.day_of_month;
    if (day > 28 && day < kLastDay && !schedule_.or_skip) {
      context_.sink.Report(kind::MonthDay, context_.At(*day_), {std::to_string(day)})
          .Note(
              "there it fires on the month's last day; `, or skip` passes such months over, `on last day` means the "
              "last day of each");
    }
    if (!target_->entity.valid() && criteria_) {
      context_.sink.Report(kind::ScheduleNoneCriteria, context_.At(*criteria_));
    }
  }

  void RefuseAt(source::Span span, std::string label) {
    context_.sink.Report(kind::ScheduleForm, context_.At(span)).Primary(std::move(label)).Note(kScheduleForms);
  }

  // Other triggers of the automation are about the same records.
  bool AgreesWithOthers() {
    if (walk_.automation.triggers.empty()) return true;
    const program::Trigger& first = walk_.automation.triggers.front();
    if (first.entity == target_->subject) return true;
    const auto name = [&](schema::EntityId entity) {
      return entity.valid() ? context_.catalog.entity(entity).name : std::string("no entity");
    };
    context_.sink
        .Report(kind::TriggerSubjects, context_.At(source::Span::Join(atoms_.front().span, atoms_.back().span)),
                {name(first.entity), name(target_->subject)})
        .Label(first.at, "the first trigger");
    return false;
  }

  void Finish() {
    if (!AgreesWithOthers()) return;
    program::Trigger trigger;
    trigger.native = decl_.native;
    trigger.group = target_->group;
    trigger.entity = target_->subject;
    trigger.schedule = schedule_;
    trigger.at = context_.At(source::Span::Join(atoms_.front().span, atoms_.back().span));
    walk_.groups.push_back(target_->group);
    context_.place.trigger_group = target_->group;
    if (target_->subject.valid() && !walk_.automation.subject.valid()) {
      walk_.automation.subject = DeclareRecord(context_, target_->subject, trigger.at);
      context_.place.subject = walk_.automation.subject;
    }
    walk_.automation.triggers.push_back(std::move(trigger));
  }

  Walk& walk_;
  Context& context_;
  const schema::TriggerDecl& decl_;
  std::vector<Atom> atoms_;
  size_t next_ = 0;
  program::Schedule schedule_;
  const schema::TriggerTarget* target_ = nullptr;
  std::optional<source::Span> at_, minute_, day_, criteria_;
  bool reported_ = false;
};

}  // namespace

std::optional<time::Weekday> WeekdayNamed(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kDays = {{{"Monday", "Mon"},
                                                                                   {"Tuesday", "Tue"},
                                                                                   {"Wednesday", "Wed"},
                                                                                   {"Thursday", "Thu"},
                                                                                   {"Friday", "Fri"},
                                                                                   {"Saturday", "Sat"},
                                                                                   {"Sunday", "Sun"}}};
  for (size_t i = 0; i < kDays.size(); ++i) {
    if (word == kDays[i].first || word == kDays[i].second) return static_cast<time::Weekday>(i);
  }
  return std::nullopt;
}

syntax::ExprId ScheduleCriteria(const syntax::Tree& tree, const syntax::Card& card) {
  const auto find = [&](const std::vector<syntax::ExprId>& items) {
    for (size_t i = 0; i + 1 < items.size(); ++i) {
      if (syntax::WordOf(tree, items[i]) == "where") return items[i + 1];
    }
    return syntax::ExprId{};
  };
  if (card.items.empty() || syntax::WordOf(tree, card.items[0]) != "every") return {};
  syntax::ExprId criteria = find(card.items);
  for (const syntax::Clause& clause : card.clauses) {
    if (!criteria.valid()) criteria = find(clause.items);
  }
  return criteria;
}

void CheckSchedule(Walk& walk, const syntax::Card& card, const schema::TriggerDecl& decl) {
  ScheduleReader(walk, card, decl).Read();
}

}  // namespace lsq::check
