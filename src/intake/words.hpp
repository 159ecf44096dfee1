#pragma once

#include <string>
#include <string_view>

namespace allot::intake {

/// A name in words that can be compared: small letters of ASCII, digits, single blanks. "SO-Nr." is "so nr", "Stückzahl" is
/// "stueckzahl".
std::string plain_words(std::string_view name);

/// A company's name in plain words, without its legal form: "ACME Corp." is "acme".
std::string company_words(std::string_view name);

/// Whether those words stand in a name one after another, both in plain words.
bool has_words(std::string_view name, std::string_view words);

}  // namespace allot::intake
