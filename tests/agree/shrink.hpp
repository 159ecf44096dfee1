#pragma once

#include <functional>
#include <nlohmann/json.hpp>

namespace allot::agree {

using Json = nlohmann::ordered_json;

/// The smallest scenario to be found that still fails: members and entries are left out one after another,
/// the large ones first, for as long as anything can be left out, or until so many scenarios were tried.
///
/// source: delta debugging of trees (Misherghi and Su (2006), HDD: hierarchical delta debugging, ICSE), greedily
Json shrunk(Json scenario, const std::function<bool(const Json&)>& fails, int most_tries);

}  // namespace allot::agree
