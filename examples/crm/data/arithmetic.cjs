// SPDX-License-Identifier: Apache-2.0
// The only source of variety in the data: arithmetic on a record's id. No clock, no random numbers.
'use strict';

// 32 bits that depend on the city (or lead) and on what they are for: FNV-1a, then a mixing step for the low bits.
function Hash(record, purpose) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${record.cityId ?? record.ProspectID}:${purpose}`)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function Chance(record, purpose, percent) {
  return Hash(record, purpose) % 100 < percent;
}

// The CRM's own form of a date-time, in UTC.
function WireTime(milliseconds) {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

module.exports = {Hash, Chance, WireTime};
