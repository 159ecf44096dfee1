#pragma once

namespace allot {

/// Ends what is going on because we are wrong: stops the program, or, where the library is built to be embedded
/// (ALLOT_THROWING_CONTRACTS), throws std::logic_error, so that a program that has more to do goes on. What a throw leaves
/// behind is to be thrown away.
[[noreturn]] void break_promise(const char* promise);

/// From now on it throws, however the library was built: for a module that is loaded into a program of somebody else's.
void let_broken_promises_throw();

/// Says what always holds, in every build, so keep it cheap. Input of the user never reaches it.
inline void expects(bool holds, const char* promise) {
  if (holds) [[likely]]
    return;
  break_promise(promise);
}

}  // namespace allot
