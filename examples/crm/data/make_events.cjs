// SPDX-License-Identifier: Apache-2.0
// A month of events, March 2026. First when something happens to whom, then, in order of time, what it changes: so
// every update changes something, and nothing happens to a lead before it exists.
'use strict';
const {Hash, Chance, WireTime} = require('./arithmetic.cjs');

const kMinute = 60_000;
const kHour = 60 * kMinute;
const kDay = 24 * kHour;
const kStart = Date.UTC(2026, 2, 1);
const kEnd = Date.UTC(2026, 3, 1);
const kImport = Date.UTC(2026, 2, 10, 5, 30);       // a file of leads arrives within two minutes
const kImported = 80;
const kLoopDay = Date.UTC(2026, 2, 12, 8);          // one lead is updated more than 50 times within a day
const kLoopUpdates = 55;
const kDaylightSaving = Date.UTC(2026, 2, 8, 7);    // New York goes from 02:00 EST to 03:00 EDT
const kStages = ['Prospect', 'Opportunity', 'Customer'];
const kActivities = [21, 22, 30];                   // inbound call, outbound call, sales activity

// An instant of the month, in the hours when somebody works somewhere.
function WorkingTime(lead, purpose) {
  const day = Hash(lead, `${purpose} day`) % 31;
  return kStart + day * kDay + 3 * kHour + (Hash(lead, `${purpose} second`) % (18 * 3600)) * 1000;
}

function Arrivals(newLeads) {
  return newLeads.flatMap((lead, i) => {
    const imported = i < kImported;
    const at = imported ? kImport + i * 1000 : WorkingTime(lead, 'arrival');
    const plan = [{at, kind: 'new', lead, imported}];
    if (CanBeMailed(lead) && Chance(lead, 'opens welcome', 45)) {
      const after = Chance(lead, 'opens at once', 50) ? 2 * kHour : 6 * kDay;
      plan.push({at: at + kMinute + (Hash(lead, 'welcome delay') % (after / 1000)) * 1000, kind: 'open', lead,
                 email: 'Welcome'});
    }
    for (const step of [1, 2]) {
      if (!Chance(lead, `follow-up ${step}`, 30)) continue;
      const wait = (1 + Hash(lead, `follow-up wait ${step}`) % (5 * 24 * 60)) * kMinute;
      plan.push({at: at + wait, kind: step === 1 ? 'stage' : 'score', lead});
    }
    return plan;
  });
}

function CanBeMailed(lead) {
  return lead.EmailAddress !== '' && lead.DoNotEmail === 0;
}

function UpdateKind(lead, round) {
  const share = Hash(lead, `kind ${round}`) % 100;
  if (share < 40) return 'score';
  if (share < 65) return 'stage';
  if (share < 85) return 'subscription';
  if (share < 95) return 'city';
  return 'do not email';
}

function EverydayWork(leads) {
  return leads.flatMap((lead) => {
    const plan = [];
    for (const round of [1, 2]) {
      if (!Chance(lead, `updated ${round}`, 10)) continue;
      plan.push({at: WorkingTime(lead, `update ${round}`), kind: UpdateKind(lead, round), lead});
    }
    if (CanBeMailed(lead) && Chance(lead, 'opens newsletter', 4)) {
      plan.push({at: WorkingTime(lead, 'newsletter'), kind: 'open', lead, email: 'Newsletter'});
    }
    if (Chance(lead, 'active', 4)) plan.push({at: WorkingTime(lead, 'activity'), kind: 'activity', lead});
    return plan;
  });
}

// A score that somebody's integration moves up and down all day.
function Loop(lead) {
  return Array.from({length: kLoopUpdates}, (_, i) => ({at: kLoopDay + i * 10 * kMinute, kind: 'flicker', lead}));
}

// The last second of winter time, the first of summer time, and ends of subscriptions around it.
function AroundDaylightSaving(leads) {
  const newYork = leads.filter((lead) => lead.TimeZone === 'America/New_York').slice(0, 6);
  const offsets = [-kHour, -1000, 0, 0, 1000, kHour];
  return newYork.map((lead, i) => ({at: kDaylightSaving + offsets[i], kind: 'subscription', lead,
                                    end: kDaylightSaving + (i - 2) * kHour / 2}));
}

// Each gives the fields that change; `now` holds the lead as it is.
const kChanges = {
  stage: ({lead}, now) => {
    const at = kStages.indexOf(now.ProspectStage);
    const back = at === 2 || (at === 1 && Chance(lead, 'goes back', 25));
    return {ProspectStage: kStages[at + (back ? -1 : 1)]};
  },
  score: ({lead, at}, now) => ({Score: now.Score + ((Hash(lead, `score ${at}`) % 30) - 10 || 5)}),
  flicker: (_, now) => ({Score: now.Score === 49 ? 51 : 49}),
  subscription: ({lead, at, end}, now) => {
    if (end) return {mx_Subscription_End_Date: WireTime(end)};
    if (now.mx_Subscription_End_Date && Chance(lead, 'cancels', 20)) return {mx_Subscription_End_Date: null};
    return {mx_Subscription_End_Date: WireTime(at + (1 + Hash(lead, `renews ${at}`) % 60) * kDay)};
  },
  city: ({lead}, now) => {  // a move, or a correction of the spelling
    const names = [lead.LastName, lead.FirstName, lead.FirstName.toUpperCase()];
    return {mx_City: names.find((name) => name !== '' && name !== now.mx_City)};
  },
  'do not email': (_, now) => ({DoNotEmail: !now.DoNotEmail}),
};

// A lead as it arrives, a prospect: JSON's types, and only the fields that have a value.
function AsFields({ProspectID, CreatedOn, ...lead}, at) {
  const filled = Object.entries(lead).filter(([, value]) => value !== '');
  return {
    ...Object.fromEntries(filled),
    ProspectStage: 'Prospect',
    DoNotEmail: lead.DoNotEmail === 1,
    CreatedOn: WireTime(at),
  };
}

function Play({at, kind, lead, email, imported, ...rest}, state) {
  const head = (type) => ({type, entity: 'Lead', record: lead.ProspectID});
  if (kind === 'new') {
    const fields = AsFields(lead, at);
    if (imported) fields.Source = 'Import';
    state.set(lead.ProspectID, {...fields});
    return {...head('new'), fields};
  }
  if (kind === 'open') return {...head('email_opened'), email};
  if (kind === 'activity') {
    return {...head('activity'), fields: {ActivityEvent: kActivities[Hash(lead, 'which activity') % 3]}};
  }
  const now = state.get(lead.ProspectID);
  const fields = kChanges[kind]({at, lead, ...rest}, now);
  Object.assign(now, fields);
  return {...head('update'), fields};
}

function EventsOfTheMonth(leads, newLeads) {
  const chatty = leads.find((lead) => lead.mx_Country === 'India' && CanBeMailed(lead));
  const plan = [...Arrivals(newLeads), ...EverydayWork(leads), ...Loop(chatty), ...AroundDaylightSaving(leads)]
                   .filter(({at}) => at < kEnd)
                   .sort((a, b) => a.at - b.at);
  const state = new Map(leads.map((lead) => [lead.ProspectID, {...lead, DoNotEmail: lead.DoNotEmail === 1}]));
  return plan.map((item, i) => ({
    id: `e${String(i + 1).padStart(6, '0')}`,
    at: `${new Date(item.at).toISOString().slice(0, 19)}Z`,
    ...Play(item, state),
  }));
}

module.exports = {EventsOfTheMonth};
