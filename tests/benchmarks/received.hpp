#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace allot::bench {

/// So many units at a moment: that arrived, or that were promised by then.
struct Dated {
  std::int64_t at = 0, units = 0, placed = 0;
};

/// What an organisation received, by the numbers that the program's table shows.
struct Received {
  std::int64_t units = 0, unit_seconds = 0, since_placed = 0, late = 0, behind = 0, promised = 0;

  double gpu_days() const { return static_cast<double>(unit_seconds) / 86400; }
  double fill_rate() const { return static_cast<double>(std::min(units, promised)) / static_cast<double>(promised); }
  double lateness_days() const { return static_cast<double>(late) / 86400 / static_cast<double>(promised); }
  double lead_time_days() const { return static_cast<double>(since_placed) / 86400 / static_cast<double>(units); }
  double behind_gpu_days() const { return static_cast<double>(behind) / 86400; }
};

/// Both in order of time, all of it before `end`: units promised are matched first to first with those received, and
/// the end stands in for what did not come. A unit that is late is behind the plan for as long.
inline Received received(std::span<const Dated> arrivals, std::span<const Dated> dues, std::int64_t end) {
  Received out;
  for (const Dated& it : arrivals) {
    out.units += it.units;
    out.unit_seconds += it.units * (end - it.at);
    out.since_placed += it.units * (it.at - it.placed);
  }
  std::size_t next = 0;
  std::int64_t left = arrivals.empty() ? 0 : arrivals[0].units;
  for (const Dated& due : dues) {
    out.promised += due.units;
    for (std::int64_t open = due.units; open > 0;) {
      const bool came = next < arrivals.size();
      const std::int64_t units = came ? std::min(open, left) : open;
      const std::int64_t late = (came ? arrivals[next].at : end) - due.at;
      out.late += units * late;
      out.behind += units * std::max<std::int64_t>(0, late);
      open -= units;
      left -= units;
      if (came && left == 0 && ++next < arrivals.size()) left = arrivals[next].units;
    }
  }
  return out;
}

}  // namespace allot::bench
