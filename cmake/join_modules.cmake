# Writes OUTPUT, one script made of the MODULES in their order: no line imports or exports any more, and what they call
# their own is hidden in a function. It asks that no two modules use the same name at their top level.
string(REPLACE "|" ";" MODULES "${MODULES}")
set(joined "")
foreach(module IN LISTS MODULES)
  file(READ "${module}" text)
  string(APPEND joined "\n${text}")
endforeach()
string(REGEX REPLACE "\nimport [^;]*;" "\n" joined "${joined}")
string(REPLACE "\nexport " "\n" joined "${joined}")
string(REGEX REPLACE "\n *//[^\n]*" "" joined "${joined}")
string(REGEX REPLACE "\n\n+" "\n" joined "${joined}")
file(WRITE "${OUTPUT}" "(() => {\n'use strict';${joined}})();\n")
