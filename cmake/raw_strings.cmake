# Sets VARIABLE to TEXT as raw strings of C++ beside each other, which the compiler puts together. Some compilers take
# 64 KiB at most in one, others fewer, so that they are short; they end with a line where there is one, so that no letter
# of several bytes is cut.
function(raw_strings variable text)
  set(parts "")
  while(NOT text STREQUAL "")
    string(SUBSTRING "${text}" 0 8000 part)
    if(part MATCHES "^(.*\n)[^\n]*$")
      set(part "${CMAKE_MATCH_1}")
    endif()
    string(LENGTH "${part}" length)
    string(SUBSTRING "${text}" ${length} -1 text)
    string(APPEND parts "R\"~~(${part})~~\"\n")
  endwhile()
  if(parts STREQUAL "")
    set(parts "\"\"\n")
  endif()
  set(${variable} "${parts}" PARENT_SCOPE)
endfunction()
