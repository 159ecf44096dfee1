#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

/// JSON as our reports write it.
namespace allot::report {

/// Keeps its keys in the order in which they came.
using Json = nlohmann::ordered_json;

/// Null for what is not a number.
Json number(double value);
Json number(const std::optional<double>& value);

/// Adds an entry whose key is new, without the look at all others that assignment takes.
void add(Json& object, std::string_view key, Json value);

/// As text that ends with a line end. An object of nothing but objects takes a line for each of its entries,
/// all else stands on one line, so that each metric is a line.
///
/// gives: the shortest numbers that read back the same, whole ones without a fraction; replaces what is not
/// UTF-8
std::string written(const Json& value);

}  // namespace allot::report
