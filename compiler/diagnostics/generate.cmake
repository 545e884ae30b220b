# Embeds compiler/diagnostics/pages/*.md as lsq::diagnostics::Pages().
set(pages_dir ${CMAKE_SOURCE_DIR}/compiler/diagnostics/pages)
file(GLOB page_files CONFIGURE_DEPENDS ${pages_dir}/*.md)
lsq_embed(pages_source
  HEADER compiler/diagnostics/pages.h NAMESPACE lsq::diagnostics NAME Pages BASE ${pages_dir} FILES ${page_files})
set_property(GLOBAL APPEND PROPERTY LSQ_GENERATED_lsq_compiler_diagnostics ${pages_source})
