#include <emscripten.h>

#include <string>

#include "allot/ask.hpp"

// What a page calls: texts are given one by one, then questions are asked of them. Strings that are returned stay until the
// next call.

namespace {

allot::ScenarioTexts texts;
allot::Reply reply;

}  // namespace

extern "C" {

/// The scenario, by the name that messages and commands call it.
EMSCRIPTEN_KEEPALIVE void allot_scenario(const char* name, const char* text) { texts = {name, text, {}}; }

/// A text that stands for a file that it names.
EMSCRIPTEN_KEEPALIVE void allot_file(const char* path, const char* text) { texts.files.insert_or_assign(path, text); }

/// Answers a question; gives a number of `Reply::Kind`.
EMSCRIPTEN_KEEPALIVE int allot_ask(const char* question) {
  reply = allot::ask(texts, question);
  return static_cast<int>(reply.kind);
}

EMSCRIPTEN_KEEPALIVE const char* allot_reply() { return reply.text.c_str(); }
}
