#pragma once

#include <concepts>

namespace allot {

/// Whether a type is one of a list. A visitor of a closed choice (an action) says with it which alternatives it takes alike;
/// one that nobody names is then an error of the compiler, where a generic fallback would do nothing without a word.
template <class Type, class... These>
concept one_of = (std::same_as<Type, These> || ...);

}  // namespace allot
