// SPDX-License-Identifier: Apache-2.0
// The connector that sends nothing: it puts every effect into a folder, mails as .eml, everything else as .json,
// secrets by name, and says that it is done. The file is named after the effect's key, so an effect that is performed
// again is the same file again.
#pragma once

#include <memory>
#include <string>

#include "runtime/host/connector.h"

namespace lsq::connectors {

// `folder` is made when it is not there; with an empty one effects are accepted and kept nowhere.
std::unique_ptr<host::Connector> Recording(std::string folder);

// The mail of an effect's body as RFC 5322 text: headers encoded (RFC 2047), body as UTF-8 in quoted-printable. The
// Message-ID is made of the key, so a repeated mail is recognisable (durable.md 2.6).
std::string MailText(const host::Outgoing& effect);

}  // namespace lsq::connectors
