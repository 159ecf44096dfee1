# `cmake --install` puts down the program, the library, its headers, and what find_package(allot) reads.
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/allot)
set(config ${CMAKE_CURRENT_BINARY_DIR}/allotConfig.cmake)
set(version ${CMAKE_CURRENT_BINARY_DIR}/allotConfigVersion.cmake)
configure_package_config_file(cmake/allotConfig.cmake.in ${config} INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${version} COMPATIBILITY SameMinorVersion)

install(TARGETS allot_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(TARGETS allot EXPORT allotTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library)
install(DIRECTORY include/allot DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT library FILES_MATCHING PATTERN "*.hpp")
install(EXPORT allotTargets NAMESPACE allot:: DESTINATION ${package_folder} COMPONENT library)
install(FILES ${config} ${version} DESTINATION ${package_folder} COMPONENT library)
