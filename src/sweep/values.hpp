#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "allot/error.hpp"
#include "allot/scenario_io.hpp"
#include "allot/sweep_design.hpp"

namespace allot::sweep {

/// What an axis may be, as it was asked for: values in an order, or for each share u in (0,1) the value that so many lie below.
struct AxisValues {
  std::vector<AskedText> listed;
  std::function<std::string(double u)> between;  ///< none where values are listed
  std::string without_steps = {};                ///< what a grid says of it

  std::string at(double u) const {
    if (between) return between(u);
    return listed[static_cast<std::size_t>(u * static_cast<double>(listed.size()))].text;
  }
};

/// Of which scenario values are asked for; problems are gathered.
struct Subject {
  const ScenarioFile& file;
  const Scenario& scenario;  ///< the file checked
  std::vector<Problem>& problems;
};

/// "LOW..HIGH" and what may follow.
bool is_range(const AskedText& values);
AxisValues values_of_range(const Subject& subject, const std::string& pointer, const AskedText& range);

/// A distribution in JSON.
bool is_distribution(const AskedText& values);
AxisValues values_of_distribution(const Subject& subject, const std::string& pointer, const AskedText& distribution);
/// That which stands at the pointer.
AxisValues values_standing_at(const Subject& subject, const AskedText& pointer);

/// All of an axis; with nothing in it where there are problems.
AxisValues values_of_axis(const Subject& subject, const AskedAxis& axis);

/// Whether the field takes numbers that are not whole, near that one.
bool takes_decimals(const Subject& subject, const std::string& pointer, double near);

}  // namespace allot::sweep
