#pragma once

#include <string>

#include "allot/ask.hpp"

namespace allot::lab {

/// Whether this build has the library as WebAssembly, without which there is no page.
bool is_there();

/// What the page is made of.
struct Page {
  ScenarioTexts texts;
  std::string title, question;  ///< of the scenario
  std::string levers;           ///< what `ask` answers to `levers`
};

/// The page in one file: controls, the engine, and the texts that it is asked about. It loads nothing; a script of its own is
/// all that runs in it.
///
/// shape: `is_there()`
std::string html(const Page& page);

}  // namespace allot::lab
