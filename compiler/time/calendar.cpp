// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/calendar.h"

#include <algorithm>
#include <optional>

namespace lsq::time {
namespace {

constexpr int64_t kSearchSeconds = int64_t{BusinessCalendar::kSearchDays} * kSecondsPerDay;

Error NothingOpen() {
  return {"calendar_search", "the business calendar does not open long enough within a hundred years"};
}

Error Negative() {
  return {"duration_range", "business time is only counted forward"};
}

// Boundaries are where the wall clock reaches them, so that neighbours never overlap, whatever the clock does.
Window ToInstants(const Zone& zone, Date date, const OpeningHours& hours) {
  const auto reached = [&](int32_t second) {
    return zone.Resolve(FromCivilSeconds(ToCivilSeconds({date, {0}}) + second)).reached;
  };
  return {reached(hours.open), reached(hours.close)};
}

// Walks the stretches of open time that end after `from`, in order.
class OpenStretches {
 public:
  OpenStretches(const BusinessCalendar& calendar, Instant from) : calendar_(calendar), from_(from) {
    const Date today = calendar.zone().ToLocal(from).date;
    date_ = today;  // the hours of yesterday ended when the clock first reached today
    last_ = {today.days + BusinessCalendar::kSearchDays};
  }

  // The part from `from` on, never empty; nothing beyond the search limit.
  std::optional<Window> Next() {
    for (; date_ <= last_; ++date_.days, index_ = 0) {
      const auto hours = calendar_.HoursOn(date_);
      while (index_ < hours.size()) {
        Window stretch = ToInstants(calendar_.zone(), date_, hours[index_++]);
        stretch.begin = std::max(stretch.begin, from_);
        if (stretch.begin < stretch.end) return stretch;
      }
    }
    return std::nullopt;
  }

 private:
  const BusinessCalendar& calendar_;
  Instant from_;
  Date date_;
  Date last_;
  size_t index_ = 0;
};

// Sorted, joined where they touch or overlap.
std::vector<OpeningHours> Joined(std::vector<OpeningHours> hours) {
  std::sort(hours.begin(), hours.end());
  std::vector<OpeningHours> joined;
  for (const OpeningHours& next : hours) {
    if (!joined.empty() && next.open <= joined.back().close) {
      joined.back().close = std::max(joined.back().close, next.close);
    } else {
      joined.push_back(next);
    }
  }
  return joined;
}

}  // namespace

BusinessCalendar::BusinessCalendar(Zone zone, WeeklyHours weekly, std::vector<Date> holidays)
    : zone_(std::move(zone)), weekly_(std::move(weekly)), holidays_(std::move(holidays)) {}

Result<BusinessCalendar> BusinessCalendar::Make(Zone zone, WeeklyHours weekly, std::vector<Date> holidays) {
  bool ever_open = false;
  for (size_t day = 0; day < weekly.size(); ++day) {
    for (const OpeningHours& hours : weekly[day]) {
      if (hours.open < 0 || hours.open >= hours.close || hours.close > kSecondsPerDay) {
        return Error{"calendar", "opening hours on " + std::string(ToString(static_cast<Weekday>(day))) +
                                     " must begin before they end, within one day"};
      }
      ever_open = true;
    }
    weekly[day] = Joined(std::move(weekly[day]));
  }
  if (!ever_open) return Error{"calendar", "a business calendar needs opening hours on at least one weekday"};
  std::sort(holidays.begin(), holidays.end());
  return BusinessCalendar(std::move(zone), std::move(weekly), std::move(holidays));
}

std::span<const OpeningHours> BusinessCalendar::HoursOn(Date date) const {
  if (std::binary_search(holidays_.begin(), holidays_.end(), date)) return {};
  return weekly_[static_cast<size_t>(WeekdayOf(date))];
}

bool BusinessCalendar::IsOpen(Instant instant) const {
  const Date today = zone_.ToLocal(instant).date;
  const Date tomorrow{today.days + 1};  // already reached once when the clock was set back over midnight
  for (const Date date : {today, tomorrow}) {
    for (const OpeningHours& hours : HoursOn(date)) {
      if (ToInstants(zone_, date, hours).Contains(instant)) return true;
    }
  }
  return false;
}

Result<Instant> BusinessCalendar::NextOpen(Instant instant) const {
  const auto stretch = OpenStretches(*this, instant).Next();
  if (!stretch) return NothingOpen();
  return stretch->begin;
}

int64_t BusinessCalendar::OpenSecondsOn(Date date) const {
  int64_t micros = 0;
  for (const OpeningHours& hours : HoursOn(date)) {
    const Window stretch = ToInstants(zone_, date, hours);
    micros += stretch.end.micros - stretch.begin.micros;
  }
  return micros / kMicrosPerSecond;
}

Result<Instant> BusinessCalendar::AddBusinessSeconds(Instant start, int64_t seconds) const {
  if (seconds < 0) return Negative();
  if (seconds > kSearchSeconds) return NothingOpen();
  int64_t left = seconds * kMicrosPerSecond;
  OpenStretches stretches(*this, start);
  while (const auto stretch = stretches.Next()) {
    const int64_t length = stretch->end.micros - stretch->begin.micros;
    if (left <= length) return PlusMicros(stretch->begin, left);
    left -= length;
  }
  return NothingOpen();
}

Result<Instant> BusinessCalendar::AddBusinessDays(Instant start, int64_t days) const {
  if (days < 0) return Negative();
  if (days > kSearchDays) return NothingOpen();
  LSQ_TRY(const Instant running, NextOpen(start));
  return AddBusinessSeconds(running, days * OpenSecondsOn(zone_.ToLocal(running).date));
}

Result<int64_t> BusinessCalendar::BusinessSecondsBetween(Instant from, Instant to) const {
  if (to < from) {
    LSQ_TRY(const int64_t reversed, BusinessSecondsBetween(to, from));
    return -reversed;
  }
  if (ToUnixSeconds(to) - ToUnixSeconds(from) > kSearchSeconds) {
    return Error{"calendar_search", "business time is counted over at most a hundred years"};
  }
  int64_t micros = 0;
  OpenStretches stretches(*this, from);
  while (const auto stretch = stretches.Next()) {
    if (stretch->begin >= to) break;
    micros += std::min(stretch->end, to).micros - stretch->begin.micros;
  }
  return micros / kMicrosPerSecond;
}

Result<Instant> BusinessCalendar::WaitBusinessDays(Instant start, int64_t days) const {
  if (days < 0) return Negative();
  LSQ_TRY(const Instant running, NextOpen(start));
  if (days == 0) return running;
  const LocalDateTime local = zone_.ToLocal(running);
  int64_t left = days;
  for (Date date{local.date.days + 1}; date.days <= local.date.days + kSearchDays; ++date.days) {
    if (OpenSecondsOn(date) == 0) continue;
    if (--left == 0) return PlusMicros(zone_.ToInstant({date, local.time}), FractionMicros(running));
  }
  return NothingOpen();
}

Result<Instant> BusinessCalendar::Wait(Instant start, const Duration& duration) const {
  Duration plain = duration;
  plain.business_days = 0;
  plain.business_minutes = 0;
  LSQ_TRY(Instant instant, Add(start, plain, zone_));
  if (duration.business_days != 0) {
    LSQ_TRY(instant, WaitBusinessDays(instant, duration.business_days));
  }
  if (duration.business_minutes == 0) return instant;
  return AddBusinessSeconds(instant, duration.business_minutes * 60);
}

}  // namespace lsq::time
