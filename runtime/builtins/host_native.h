// SPDX-License-Identifier: Apache-2.0
// Functions that a program declares with `extern function` and the embedding host performs. They take and give values
// of the simple kinds: Bool, Number, Text, Date, DateTime, Time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "compiler/base/result.h"
#include "compiler/bytecode/bytecode.h"
#include "runtime/value/value.h"

namespace lsq::builtins {

// Arguments are present. The result may be missing where the function is declared to return nothing at times; another
// kind than the declared one is a fault. Called on the thread that evaluates, from several at once when the host
// evaluates on several. Its errors become faults `F_HOST`.
using HostBody = std::function<Result<value::Value>(std::span<const value::Value>)>;

struct HostNative {
  std::string signature;  // as declared: "Text, Number -> Text or empty"
  HostBody body;
};
// By the name in the sources.
using HostNatives = std::map<std::string, HostNative, std::less<>>;

// The name in the sources of an import `extern.pin_code_city`; empty of another one.
std::string_view HostName(std::string_view import);

// Whether the text is a signature of simple kinds.
bool IsHostSignature(std::string_view signature);
// Whether a declared function is what the signature says, but for emptiness.
bool AgreesWith(std::string_view signature, const bytecode::Signature& declared);
// As IsHostSignature takes them.
std::string PrintSignature(const bytecode::Signature& declared);

}  // namespace lsq::builtins
