#pragma once

#include "scenario/reader.hpp"

namespace allot::scenario {

/// Reads a literal, a reference to a parameter or a distribution of `spec.kind`.
void read_value(Reader& reader, const Cursor& at, const Spec& spec, Value& value);

/// Room and power: units where `spec.kind` is units and a power where the text says one.
void read_amount_of_room(Reader& reader, const Cursor& at, const Spec& spec, Value& value);

/// A value of any kind: what it is, is read off its text. Used for parameters.
void read_any_value(Reader& reader, const Cursor& at, Value& value);

/// The same where chance has no place: false, with a problem, if the value is not known.
bool read_known(Reader& reader, const Cursor& at, const Spec& spec, Decimal& number);

/// Reads a distribution of values of that kind; false, with a problem, if it is none. `per` is 0 before, and after where
/// no rate is said.
bool read_distribution(Reader& reader, const Cursor& at, Kind kind, Distribution& distribution, Duration& per);

/// One literal of that kind: date, duration, ...; false without a problem where the text is of no such kind.
struct Literal {
  Decimal number;
  Duration per = 1;
};
bool literal_of(Reader& reader, const Draft& node, Kind kind, Literal& literal);

/// A number as it is written.
Decimal decimal_of(const Draft& number);

/// The amount of a rate per `per`, which the first of several sets; 0 before.
double per_common(const Literal& literal, Duration& per);

/// The observations in a column of a CSV file, in the unit that it names; false, with problems, if it has none.
bool read_empirical(Reader& reader, const Cursor& at, Kind kind, Distribution& distribution, Duration& per);

/// How a unit stands after a number in a literal: "h", " MW", "/w".
std::string after_a_number(std::string_view unit);

/// The kind that a literal's text shows; `number` for plain numbers.
std::optional<Kind> kind_of(const Draft& node);

/// Problems with a number outside the field's range.
void check_range(Reader& reader, const Cursor& at, const Spec& spec, const Decimal& number);

}  // namespace allot::scenario
