// SPDX-License-Identifier: Apache-2.0
#include "runtime/builtins/host_native.h"

#include <array>
#include <optional>

#include "compiler/text/text.h"
#include "runtime/builtins/native.h"

namespace lsq::builtins {
namespace {

using bytecode::CellKind;

constexpr std::string_view kImportPrefix = "extern.";
constexpr std::string_view kOrEmpty = " or empty";

struct Simple {
  std::string_view word;
  CellKind kind;
};
constexpr std::array<Simple, 6> kSimple = {{{"Bool", CellKind::Bool},
                                            {"Number", CellKind::Number},
                                            {"Text", CellKind::Text},
                                            {"Date", CellKind::Date},
                                            {"DateTime", CellKind::DateTime},
                                            {"Time", CellKind::Time}}};

bool IsSimple(std::string_view word) {
  if (word.ends_with(kOrEmpty)) word.remove_suffix(kOrEmpty.size());
  for (const Simple& simple : kSimple) {
    if (simple.word == word) return true;
  }
  return false;
}

std::string_view WordOf(CellKind kind) {
  for (const Simple& simple : kSimple) {
    if (simple.kind == kind) return simple.word;
  }
  return "another kind";
}

}  // namespace

std::string_view HostName(std::string_view import) {
  return import.starts_with(kImportPrefix) ? import.substr(kImportPrefix.size()) : std::string_view();
}

bool IsHostSignature(std::string_view signature) {
  const size_t arrow = signature.find("-> ");
  if (arrow == std::string_view::npos || !IsSimple(signature.substr(arrow + 3))) return false;
  std::string_view params = text::Trim(signature.substr(0, arrow));
  while (!params.empty()) {
    const size_t comma = params.find(", ");
    if (!IsSimple(params.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    params.remove_prefix(comma + 2);
    if (params.empty()) return false;
  }
  return true;
}

bool AgreesWith(std::string_view signature, const bytecode::Signature& declared) {
  return IsHostSignature(signature) && Accepts(signature, declared.params, declared.result);
}

std::string PrintSignature(const bytecode::Signature& declared) {
  std::string out;
  for (const bytecode::CellType& param : declared.params) {
    if (!out.empty()) out += ", ";
    out += WordOf(param.kind);
  }
  if (!out.empty()) out += ' ';
  return out + "-> " + std::string(WordOf(declared.result.kind));
}

}  // namespace lsq::builtins
