#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "received.hpp"

namespace allot::bench {

/// A hall: places that open day by day or at once, a crew that takes so long for a piece, a time until it runs, and
/// steps of power if there are any.
struct Hall {
  std::int64_t first = 0, add = 0, from = 0, until = 0;  // places: some from the start, others evenly or at `until`
  std::int64_t piece = 1, install = 0, install_per = 1, service = 0;
  std::vector<Dated> power{};  // in units that run
  std::int64_t taken = 0, crew_free = 0, ready = 0, units = 0, unit_seconds = 0, waits_for_power = 0;

  static constexpr std::int64_t day = 86400, never = std::numeric_limits<std::int64_t>::max();

  void clear(std::int64_t units_from_start, std::int64_t end) {
    taken = units = units_from_start;
    unit_seconds = units * end;
    crew_free = ready = waits_for_power = 0;
  }

  std::int64_t places(std::int64_t now) const {
    if (now < from) return first;
    if (now >= until) return first + add;
    return first + add * ((now - from) / day) / ((until - from + day - 1) / day);
  }

  /// The next moment at which there are more of them.
  std::int64_t next_change(std::int64_t now) const {
    if (now >= until) return never;
    return now < from || from == until ? (from == until ? until : from + day)
                                       : std::min(until, from + ((now - from) / day + 1) * day);
  }

  std::int64_t free_places(std::int64_t now) const { return places(now) - taken; }

  /// Units enter: piece by piece they are installed, made ready and given power.
  void admit(std::int64_t now, std::int64_t entering, std::int64_t end) {
    taken += entering;
    for (crew_free = std::max(crew_free, now); entering > 0; entering -= piece) {
      const std::int64_t work = std::min(entering, piece);
      crew_free += (2 * work * install_per + install) / (2 * install);
      run(crew_free + service, work, end);
    }
  }

 private:
  void run(std::int64_t at, std::int64_t work, std::int64_t end) {
    if (at >= end) return;
    if (power.empty()) return start(at, work, end);
    for (const Dated& step : power) {
      const std::int64_t now = std::max(at, step.at);
      const std::int64_t part = std::min(work, step.units - units);
      if (part <= 0) continue;
      start(now, part, end);
      waits_for_power += part * (now - at);
      work -= part;
    }
  }

  void start(std::int64_t at, std::int64_t work, std::int64_t end) {
    units += work;
    unit_seconds += work * (end - at);
  }
};

/// Units at the dock: of which hall first, and whether they may go on to another.
struct Docked {
  std::int64_t at = 0, units = 0;
  std::size_t first = 0;
};

/// Lets all in, in order of arrival, each at the first of its halls with places; gives by hall the unit-seconds that
/// those waited who would first of all have gone there.
inline std::vector<std::int64_t> fill(std::vector<Docked>& docked, std::span<Hall> halls, std::int64_t end) {
  std::vector<std::int64_t> waited(halls.size());
  std::size_t next = 0, oldest = 0;
  for (std::int64_t now = 0; now < end;) {
    while (next < docked.size() && docked[next].at <= now) ++next;
    for (std::size_t i = oldest; i < next; ++i)
      for (std::size_t k = 0; k < halls.size() && docked[i].units > 0; ++k) {
        const std::size_t hall = (docked[i].first + k) % halls.size();
        const std::int64_t units = std::min(docked[i].units, halls[hall].free_places(now));
        if (units <= 0) continue;
        waited[docked[i].first] += units * (now - docked[i].at);
        docked[i].units -= units;
        halls[hall].admit(now, units, end);
      }
    while (oldest < next && docked[oldest].units == 0) ++oldest;
    std::int64_t soonest = next < docked.size() ? docked[next].at : Hall::never;
    if (oldest < next)
      for (const Hall& hall : halls) soonest = std::min(soonest, hall.next_change(now));
    now = soonest;
  }
  for (const Docked& it : docked)
    if (it.units > 0) waited[it.first] += it.units * (end - it.at);
  return waited;
}

}  // namespace allot::bench
