// Writes the sample company's books, samples/harbor-supply/: Harbor Supply Co., January and February 2026.
//
//   node samples/make-harbor-supply.mjs
//
// Plain Node 20, no packages. The seed is fixed, so that every run writes the same bytes.
// January closes cleanly. February holds the problems listed in PLANTED and no others.
// To add a month, append a row to MONTHS: months are made in order, each cycle of a month draws from its own
// random stream, and earlier months do not change.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SEED = 'harbor-supply-2026';
const TARGET = join(dirname(fileURLToPath(import.meta.url)), 'harbor-supply');
const BOOKS_START = '2026-01-01';
const CURRENCIES = ['USD', 'EUR'];
const SALES_TAX_PERCENT = 7;

// How many documents of each kind a month has. Recurring bills, payroll, receipts and payments follow from the data.
const MONTHS = [
  { month: '2026-01', sales: { USD: 20, EUR: 5 }, purchases: { USD: 9, EUR: 3 }, creditMemos: 2 },
  { month: '2026-02', sales: { USD: 14, EUR: 4 }, purchases: { USD: 7, EUR: 2 }, creditMemos: 1 },
];

// The problems a reader of February should find. Every journal entry still balances.
const PLANTED = {
  month: '2026-02',
  missingReceipt: { customer: 'CUST-009', invoicedOn: '2026-01-22', receivedOn: '2026-02-24', amount: 412750 },
  transposedInvoice: { customer: 'CUST-004', invoicedOn: '2026-02-11', amount: 548000, inSubledger: 584000 },
  unbilledReceipt: { vendor: 'VEND-002', receivedOn: '2026-02-26', amount: 320000 },
  unidentifiedDeposit: { date: '2026-02-19', amount: 175000 },
};

// ---------------------------------------------------------------------------------------------------------------------
// Master data

const SETTINGS = {
  tenant: 'harbor-supply',
  name: 'Harbor Supply Co.',
  base_currency: 'USD',
  books_start: BOOKS_START,
  fiscal_year_end_month: 12,
  time_zone: 'America/New_York',
  retained_earnings: '3200',
  team: [
    { id: 'nora.quist', name: 'Nora Quist', role: 'preparer', manager: 'imani.castell' },
    { id: 'tomas.rehn', name: 'Tomas Rehn', role: 'preparer', manager: 'imani.castell' },
    { id: 'imani.castell', name: 'Imani Castell', role: 'reviewer', manager: 'graham.oyelaran' },
    { id: 'graham.oyelaran', name: 'Graham Oyelaran', role: 'approver' },
    { id: 'lena.marsh', name: 'Lena Marsh', role: 'auditor' },
  ],
  policy: { segregation: 'enforced', tolerance_minor: 100 },
};

const ACCOUNTS = [
  ['1010', 'Operating bank account USD', 'asset', 'current cash'],
  ['1020', 'Bank account EUR', 'asset', 'current cash'],
  ['1050', 'Petty cash', 'asset', 'current cash'],
  ['1200', 'Accounts receivable', 'asset', 'current control:AR'],
  ['1210', 'Allowance for doubtful accounts', 'asset', 'current contra'],
  ['1300', 'Inventory', 'asset', 'current control:INV'],
  ['1400', 'Prepaid expenses', 'asset', 'current'],
  ['1500', 'Vehicles and equipment', 'asset', ''],
  ['1510', 'Warehouse fixtures', 'asset', ''],
  ['1520', 'Computer equipment', 'asset', ''],
  ['1590', 'Accumulated depreciation', 'asset', 'contra'],
  ['2000', 'Accounts payable', 'liability', 'current control:AP'],
  ['2100', 'Goods received, not invoiced', 'liability', 'current clearing'],
  ['2200', 'Sales tax payable', 'liability', 'current'],
  ['2300', 'Accrued liabilities', 'liability', 'current'],
  ['2310', 'Accrued wages', 'liability', 'current'],
  ['2320', 'Payroll taxes and withholdings', 'liability', 'current'],
  ['2500', 'Payroll clearing', 'liability', 'current clearing'],
  ['2600', 'Equipment loan', 'liability', ''],
  ['3000', 'Common stock', 'equity', ''],
  ['3200', 'Retained earnings', 'equity', ''],
  ['4000', 'Wholesale sales', 'revenue', ''],
  ['4010', 'Counter sales', 'revenue', ''],
  ['4020', 'Export sales', 'revenue', ''],
  ['4100', 'Freight billed to customers', 'revenue', ''],
  ['4900', 'Sales returns and allowances', 'revenue', 'contra'],
  ['5000', 'Cost of wholesale sales', 'expense', 'cogs'],
  ['5010', 'Cost of counter sales', 'expense', 'cogs'],
  ['5020', 'Cost of export sales', 'expense', 'cogs'],
  ['5100', 'Freight in', 'expense', 'cogs'],
  ['5900', 'Inventory count differences', 'expense', 'cogs'],
  ['6000', 'Salaries and wages', 'expense', ''],
  ['6010', 'Employer payroll taxes', 'expense', ''],
  ['6020', 'Employee benefits', 'expense', ''],
  ['6030', 'Sales commissions', 'expense', ''],
  ['6100', 'Rent', 'expense', ''],
  ['6110', 'Utilities and telephone', 'expense', ''],
  ['6120', 'Insurance', 'expense', ''],
  ['6130', 'Cleaning, repairs and supplies', 'expense', ''],
  ['6200', 'Software', 'expense', ''],
  ['6300', 'Freight out', 'expense', ''],
  ['6310', 'Vehicle fuel', 'expense', ''],
  ['6400', 'Advertising and trade shows', 'expense', ''],
  ['6500', 'Professional fees', 'expense', ''],
  ['6600', 'Bank and card fees', 'expense', ''],
  ['6700', 'Depreciation', 'expense', ''],
  ['6800', 'Bad debt expense', 'expense', ''],
  ['6900', 'Interest expense', 'expense', ''],
  ['6950', 'Uncategorised expense', 'expense', 'uncategorised'],
  ['6990', 'Suspense', 'asset', 'current suspense'],
].map(([code, name, type, tags]) => ({ code, name, type, tags }));

const CONTROL = { AR: '1200', AP: '2000', INV: '1300' };
const BANK = { USD: '1010', EUR: '1020' };

// `lag` is the days after the due date on which a customer usually pays; `taxed` customers are not resellers.
const CUSTOMERS = [
  { id: 'CUST-001', name: 'Bluewater Yacht Services', currency: 'USD', terms: 30, lag: 2, taxed: true },
  { id: 'CUST-002', name: 'Gull Point Marina', currency: 'USD', terms: 30, lag: -4, taxed: true },
  { id: 'CUST-003', name: 'Pilot & Tug Association', currency: 'USD', terms: 15, lag: 1, taxed: false },
  { id: 'CUST-004', name: 'Coastal Chandlery, Inc.', currency: 'USD', terms: 30, lag: 0, taxed: false },
  { id: 'CUST-005', name: 'Ferris Bay Boatyard', currency: 'USD', terms: 30, lag: 9, taxed: true },
  { id: 'CUST-006', name: 'Old Wharf Hardware', currency: 'USD', terms: 15, lag: 3, taxed: false },
  { id: 'CUST-007', name: 'Sound Ferry Lines', currency: 'USD', terms: 30, lag: -1, taxed: false },
  { id: 'CUST-008', name: 'Mariner\'s Outfitters', currency: 'USD', terms: 30, lag: 5, taxed: false },
  { id: 'CUST-009', name: 'Stony Inlet Fisheries Co-op', currency: 'USD', terms: 30, lag: 2, taxed: false },
  { id: 'CUST-010', name: 'Lightship Sailing School', currency: 'USD', terms: 15, lag: 6, taxed: true },
  { id: 'CUST-011', name: 'Breakwater Charters', currency: 'USD', terms: 30, lag: 14, taxed: true },
  { id: 'CUST-020', name: 'Werft Müller & Söhne GmbH', currency: 'EUR', terms: 30, lag: 0, taxed: false },
  { id: 'CUST-021', name: 'Chantier Naval de l\'Île SARL', currency: 'EUR', terms: 30, lag: 6, taxed: false },
  { id: 'CUST-022', name: 'Náutica Peñíscola S.L.', currency: 'EUR', terms: 45, lag: 3, taxed: false },
];

const VENDORS = [
  { id: 'VEND-001', name: 'Atlantic Cordage Inc.', currency: 'USD', terms: 30, supplies: ['SKU-ROPE'], range: [12000, 21000] },
  { id: 'VEND-002', name: 'Chesapeake Wholesale Chandlers', currency: 'USD', terms: 30, supplies: ['SKU-HDWR', 'SKU-SAFE'], range: [20000, 33000] },
  { id: 'VEND-004', name: 'Beacon Marine Electronics', currency: 'USD', terms: 30, supplies: ['SKU-ELEC'], range: [18000, 30000] },
  { id: 'VEND-005', name: 'O\'Rourke & Sons Paint Co.', currency: 'USD', terms: 15, supplies: ['SKU-PAINT'], range: [10000, 17000] },
  { id: 'VEND-007', name: 'Keel & Anchor Foundry', currency: 'USD', terms: 30, supplies: ['SKU-ANCH'], range: [13000, 24000] },
  { id: 'VEND-003', name: 'Småland Rope AB', currency: 'EUR', terms: 30, supplies: ['HAM-ROPE'], range: [4000, 7500] },
  { id: 'VEND-006', name: 'Nordsee Beschläge GmbH', currency: 'EUR', terms: 30, supplies: ['HAM-HDWR'], range: [3000, 6000] },
  { id: 'VEND-010', name: 'Tidewater Power & Light', currency: 'USD', terms: 15 },
  { id: 'VEND-011', name: 'Narrows Telecom', currency: 'USD', terms: 15 },
  { id: 'VEND-012', name: 'Bayline Freight LLC', currency: 'USD', terms: 15 },
  { id: 'VEND-013', name: 'Fenwick Hale LLP', currency: 'USD', terms: 30 },
  { id: 'VEND-014', name: 'Port & Starboard Media', currency: 'USD', terms: 30 },
  { id: 'VEND-015', name: 'Hanse Spedition GmbH', currency: 'EUR', terms: 15 },
  { id: 'VEND-016', name: 'Clearview Cleaning', currency: 'USD', terms: 15 },
  { id: 'VEND-017', name: 'Dockside Office Products', currency: 'USD', terms: 30 },
  { id: 'VEND-018', name: 'Coast Fleet Card', currency: 'USD', terms: 15 },
];

// USD stock lies in the own warehouse, EUR stock (bought and sold in EUR) with a forwarder in Hamburg.
const FAMILIES = [
  { id: 'SKU-ROPE', currency: 'USD', margin: 36, opening: 6124080, goods: ['braided dock line, 16 mm', 'anchor rode on drums', 'polyester halyards'] },
  { id: 'SKU-ANCH', currency: 'USD', margin: 32, opening: 7418865, goods: ['plough anchors', 'galvanised chain', 'mooring buoys'] },
  { id: 'SKU-SAFE', currency: 'USD', margin: 37, opening: 5866210, goods: ['life jackets', 'flares and EPIRBs', '6-person life rafts'] },
  { id: 'SKU-PAINT', currency: 'USD', margin: 34, opening: 4902725, goods: ['antifouling paint', 'two-part epoxy', 'teak oil'] },
  { id: 'SKU-ELEC', currency: 'USD', margin: 28, opening: 8230540, goods: ['VHF radios', 'AIS transponders', '12" chart plotters'] },
  { id: 'SKU-HDWR', currency: 'USD', margin: 40, opening: 6675390, goods: ['cleats and fairleads', 'winch parts', 'stainless shackles'] },
  { id: 'HAM-ROPE', currency: 'EUR', margin: 33, opening: 2214050, goods: ['mooring lines', 'towing hawsers'] },
  { id: 'HAM-HDWR', currency: 'EUR', margin: 38, opening: 1870525, goods: ['bollards', 'deck fittings'] },
];

// Customer projects that cost of sales is charged to: tug refit, ferry dock, breakwater moorings.
const JOBS = ['JOB-2601', 'JOB-2604', 'JOB-2607'];

// Straight-line, full-month convention.
const ASSETS = [
  { text: 'delivery van', account: '1500', cost: 4680000, residual: 600000, inService: '2023-04', life: 60 },
  { text: 'forklift', account: '1500', cost: 2850000, residual: 250000, inService: '2022-07', life: 84 },
  { text: 'pallet racking', account: '1510', cost: 3600000, residual: 0, inService: '2021-09', life: 120 },
  { text: 'registers and server', account: '1520', cost: 1365000, residual: 0, inService: '2024-11', life: 36 },
];

// A prepaid without `paidOn` was paid before the books start.
const PREPAIDS = [
  { text: 'business insurance', expense: '6120', cost: 1440000, start: '2025-10', months: 12 },
  { text: 'inventory planning licence', expense: '6200', cost: 594000, start: '2025-07', months: 12 },
  { text: 'winter boat show booth', expense: '6400', cost: 450000, start: '2026-02', months: 1 },
  { text: 'marine cargo insurance', expense: '6120', cost: 387000, start: '2026-02', months: 12, paidOn: '2026-02-03' },
];

// Bills that come every month (or in the months named), for costs and not for goods.
const COST_BILLS = [
  { vendor: 'VEND-012', account: '6300', day: 5, range: [980, 1320], text: 'Freight out, week 1' },
  { vendor: 'VEND-011', account: '6110', day: 6, range: [405, 425], text: 'Telephone and internet' },
  { vendor: 'VEND-010', account: '6110', day: 9, range: [1410, 1590], text: 'Electricity, warehouse and shop' },
  { vendor: 'VEND-012', account: '6300', day: 12, range: [900, 1500], text: 'Freight out, week 2' },
  { vendor: 'VEND-014', account: '6400', day: 14, range: [1200, 1900], text: 'Ads in "The Log", print and web' },
  { vendor: 'VEND-015', account: '6300', day: 16, range: [620, 940], text: 'Hamburg storage and haulage' },
  { vendor: 'VEND-012', account: '6300', day: 19, range: [900, 1500], text: 'Freight out, week 3' },
  { vendor: 'VEND-017', account: '6130', day: 20, range: [180, 420], text: 'Office and packing supplies' },
  { vendor: 'VEND-013', account: '6500', day: 21, range: [4500, 4500], months: ['2026-01'], text: 'Audit of 2025, first instalment' },
  { vendor: 'VEND-013', account: '6500', day: 23, range: [1250, 1250], months: ['2026-02'], text: 'Sales tax registration advice' },
  { vendor: 'VEND-018', account: '6310', day: 24, range: [520, 760], text: 'Vehicle fuel' },
  { vendor: 'VEND-016', account: '6130', day: 26, range: [640, 640], text: 'Cleaning contract' },
];

// Costs drawn from a bank account directly.
const BANK_COSTS = [
  { account: '6100', day: 2, range: [9800, 9800], currency: 'USD', reference: 'RENT', text: 'Rent, Pier 7 warehouse and shop' },
  { account: '6020', day: 5, range: [6240, 6240], currency: 'USD', reference: 'BENEFITS', text: 'Health plan premium' },
  { account: '6200', day: 8, range: [389, 389], currency: 'USD', reference: 'WEBSHOP', text: 'Web shop subscription' },
  { account: '6200', day: 12, range: [1150, 1150], currency: 'USD', reference: 'WMS', text: 'Warehouse system subscription' },
  { account: '6130', day: 22, range: [120, 240], currency: 'USD', reference: 'PETTY', text: 'Petty cash refill: stamps, coffee, small parts' },
  { account: '6600', day: 28, range: [62, 79], currency: 'USD', reference: 'FEE', text: 'Bank service charge' },
  { account: '6600', day: 28, range: [18, 27], currency: 'EUR', reference: 'FEE-EUR', text: 'SEPA account charge' },
];

const PAYROLL = { firstPayday: '2026-01-02', gross: 1980000, withheldPercent: 22.5, employerPercent: 7.65 };
const LOAN = { opening: 18640000, ratePercent: 6.6, payment: 415000, day: 15 };
const OPENING_BANK = { '1010': { USD: 21438055 }, '1020': { EUR: 4891240 }, '1050': { USD: 50000 } };
const OPENING_CREDITS = { '1210': { USD: 520000 }, '2200': { USD: 861340 }, '3000': { USD: 15000000 } };
const HOLIDAYS = new Set([
  '2025-09-01', '2025-10-13', '2025-11-11', '2025-11-27', '2025-12-25', '2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25',
  '2026-06-19', '2026-07-03', '2026-09-07', '2026-10-12', '2026-11-11', '2026-11-26', '2026-12-25', '2027-01-01',
]);

const customer = (id) => CUSTOMERS.find((each) => each.id === id);
const vendor = (id) => VENDORS.find((each) => each.id === id);
const family = (id) => FAMILIES.find((each) => each.id === id);

// ---------------------------------------------------------------------------------------------------------------------
// Dates: text like 2026-01-31, months like 2026-01

const toTime = (date) => Date.parse(`${date}T00:00:00Z`);
const addDays = (date, days) => new Date(toTime(date) + days * 86400000).toISOString().slice(0, 10);
const weekday = (date) => new Date(toTime(date)).getUTCDay();
const monthOf = (date) => date.slice(0, 7);
const monthIndex = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const monthAt = (index) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
const addMonths = (month, count) => monthAt(monthIndex(month) + count);
const monthsBetween = (from, to) => monthIndex(to) - monthIndex(from);
const firstDay = (month) => `${month}-01`;
const lastDay = (month) => addDays(firstDay(addMonths(month, 1)), -1);
const isBusinessDay = (date) => weekday(date) !== 0 && weekday(date) !== 6 && !HOLIDAYS.has(date);
const isShopDay = (date) => weekday(date) >= 3 && !HOLIDAYS.has(date); // Wednesday to Saturday

function monthTitle(month) {
  const name = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  return `${name[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}

function daysOf(month, accepts) {
  const days = [];
  for (let date = firstDay(month); monthOf(date) === month; date = addDays(date, 1)) if (accepts(date)) days.push(date);
  return days;
}

function nextBusinessDay(date) {
  while (!isBusinessDay(date)) date = addDays(date, 1);
  return date;
}

function previousBusinessDay(date) {
  while (!isBusinessDay(date)) date = addDays(date, -1);
  return date;
}

// The given day of a month, or the nearest business day that still lies in the month.
function businessDayIn(month, day) {
  const date = nextBusinessDay(`${month}-${String(day).padStart(2, '0')}`);
  return monthOf(date) === month ? date : previousBusinessDay(lastDay(month));
}

// ---------------------------------------------------------------------------------------------------------------------
// Random streams, money and text

// A stream of its own for every label: a change in one cycle leaves the others as they are.
function randomFor(label) {
  let state = 2166136261;
  for (const char of `${SEED}:${label}`) state = Math.imul(state ^ char.codePointAt(0), 16777619) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low, high) => low + Math.floor(next() * (high - low + 1));
  return {
    int,
    pick: (list) => list[int(0, list.length - 1)],
    chance: (percent) => next() * 100 < percent,
    money: ([low, high]) => (low === high ? low * 100 : int(low * 100, high * 100)),
    dates: (count, days) => Array.from({ length: count }, () => days[int(0, days.length - 1)]).sort(),
  };
}

const percentOf = (amount, percent) => Math.round((amount * percent) / 100);
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const decimal = (minor) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
const signed = (minor) => (minor < 0 ? `-${decimal(-minor)}` : decimal(minor));
const padded = (number, width) => String(number).padStart(width, '0');
const compareText = (left, right) => (left < right ? -1 : left > right ? 1 : 0);

// ---------------------------------------------------------------------------------------------------------------------
// The books: entries, subledger items, and what is still to be paid

const books = {
  opening: [], // { account, currency, amount }: debits positive
  entries: [], // { id, date, text, currency, kind, lines }
  items: [], // rows of subledgers.csv
  invoices: [], // { reference, customer, net, tax, outstanding, payments: [{ date, share }] }
  bills: [], // { reference, vendor, amount, payOn }
  accruals: [], // { text, expense, liability, amount, entry }: reversed on the next month's first day
  payrollTaxes: [], // { payday, amount, date }
  counters: { INV: 970, RCPT: 500, BILL: 1980, PAY: 3100, RCV: 640, Z: 1180, CM: 30 },
};

function nextReference(prefix) {
  books.counters[prefix] += 1;
  return `${prefix}-${padded(books.counters[prefix], 4)}`;
}

const debit = (account, amount, detail = {}) => ({ account, side: 'debit', amount, ...detail });
const credit = (account, amount, detail = {}) => ({ account, side: 'credit', amount, ...detail });
const item = (subledger, entity, reference, extra = {}) => ({ subledger, entity, reference, ...extra });

// Posts an entry. A line to a control account also becomes the subledger's item.
function post({ date, text, currency = 'USD', kind = 'standard', lines }) {
  const entry = { date, text, currency, kind, lines: lines.filter((line) => line.amount !== 0) };
  books.entries.push(entry);
  for (const line of entry.lines) if (line.subledger) addItem(line, date, currency, text);
  return entry;
}

function addItem(line, date, currency, text) {
  const { subledger, entity, reference, side, amount, due = '', appliesTo = '' } = line;
  books.items.push({ subledger, entity, reference, date, due, side, amount, currency, appliesTo, text });
}

// All lines of the journal with the date and currency of their entry.
const journalLines = () => books.entries.flatMap(({ date, currency, lines }) => lines.map((line) => ({ ...line, date, currency })));

const signedAmount = (line) => (line.side === 'debit' ? line.amount : -line.amount);

// Opening plus journal to a date; debits are positive.
function glBalance(account, currency, date) {
  const opening = books.opening.filter((row) => row.account === account && row.currency === currency).map((row) => row.amount);
  const lines = books.entries.filter((entry) => entry.currency === currency && entry.date <= date).flatMap((entry) => entry.lines);
  return sum(opening) + sum(lines.filter((line) => line.account === account).map(signedAmount));
}

function creditsIn(month, account) {
  const lines = journalLines().filter((line) => monthOf(line.date) === month && line.account === account && line.side === 'credit');
  return sum(lines.map((line) => line.amount));
}

function subledgerBalance(subledger, currency, date) {
  const items = books.items.filter((each) => each.subledger === subledger && each.currency === currency && each.date <= date);
  return sum(items.map(signedAmount));
}

// Within the month, by date; entries of one day keep the order in which the cycles made them.
function numberEntries(month) {
  const entries = books.entries.filter((entry) => monthOf(entry.date) === month).sort((left, right) => compareText(left.date, right.date));
  entries.forEach((entry, index) => { entry.id = `JE-${month}-${padded(index + 1, 4)}`; });
  books.entries = [...books.entries.filter((entry) => monthOf(entry.date) !== month), ...entries];
}

// ---------------------------------------------------------------------------------------------------------------------
// Opening balances and opening items

function makeOpening() {
  openReceivables();
  openPayables();
  openInventory();
  openAccruals();
  openFixedBalances();
  openRetainedEarnings();
}

const open = (account, currency, amount) => books.opening.push({ account, currency, amount });

function openControl(subledger) {
  for (const currency of CURRENCIES) open(CONTROL[subledger], currency, subledgerBalance(subledger, currency, BOOKS_START));
}

function openReceivables() {
  const random = randomFor('opening receivables');
  const recent = (id) => ({ date: previousBusinessDay(addDays('2025-12-30', -random.int(0, 34))), id });
  const dollars = CUSTOMERS.filter((each) => each.currency === 'USD').map((each) => each.id);
  const orders = [
    { date: '2025-09-18', id: 'CUST-011', total: 328000, disputed: true },
    { date: '2025-10-28', id: 'CUST-005', total: 541210 },
    { date: '2025-11-05', id: 'CUST-010', total: 187690, disputed: true },
    ...[...dollars, ...dollars.slice(0, 4)].map(recent),
    ...['CUST-020', 'CUST-021', 'CUST-022', 'CUST-020'].map(recent),
  ];
  for (const { date, id, total, disputed } of orders.sort((left, right) => compareText(left.date, right.date))) {
    const buyer = customer(id);
    const amount = total ?? random.money(buyer.currency === 'USD' ? [4200, 21500] : [2600, 7800]);
    const invoice = { reference: nextReference('INV'), customer: buyer, total: amount, outstanding: amount, due: addDays(date, buyer.terms) };
    invoice.payments = disputed ? [] : planReceipts(invoice, random, BOOKS_START);
    books.invoices.push(invoice);
    const line = debit(CONTROL.AR, amount, item('AR', id, invoice.reference, { due: invoice.due }));
    addItem(line, date, buyer.currency, disputed ? `Invoice ${invoice.reference}, disputed by ${buyer.name}` : `Invoice ${invoice.reference} to ${buyer.name}`);
  }
  openControl('AR');
}

function openPayables() {
  const random = randomFor('opening payables');
  const stocked = ['VEND-001', 'VEND-002', 'VEND-004', 'VEND-005', 'VEND-007', 'VEND-003', 'VEND-006'];
  const costs = ['VEND-011', 'VEND-012', 'VEND-014', 'VEND-015', 'VEND-016', 'VEND-018'];
  const orders = [...stocked, ...costs].map((id) => {
    const supplier = vendor(id);
    const date = previousBusinessDay(addDays('2025-12-30', -random.int(1, supplier.terms - 5)));
    return { date, supplier, amount: random.money(supplier.range ?? [320, 1650]) };
  });
  for (const { date, supplier, amount } of orders.sort((left, right) => compareText(left.date, right.date))) {
    const bill = addBill(supplier, date, amount);
    const line = credit(CONTROL.AP, amount, item('AP', supplier.id, bill.reference, { due: bill.due }));
    addItem(line, date, supplier.currency, `Bill ${bill.reference} from ${supplier.name}`);
  }
  openControl('AP');
}

function openInventory() {
  for (const { id, currency, opening } of FAMILIES) {
    addItem(debit(CONTROL.INV, opening, item('INV', id, `OPEN-${id}`)), '2025-12-31', currency, 'Stock counted at year end');
  }
  openControl('INV');
}

// December's accruals stand in the opening balances and are reversed on the first day.
function openAccruals() {
  const december = [
    { text: 'electricity', expense: '6110', liability: '2300', amount: 149500 },
    { text: 'freight of the last week', expense: '6300', liability: '2300', amount: 112000 },
    { text: 'sales commissions', expense: '6030', liability: '2300', amount: 298450 },
    { text: 'loan interest since the 15th', expense: '6900', liability: '2300', amount: Math.round(loanInterest(LOAN.opening) / 2) },
    { text: 'wages, 8 working days', expense: '6000', liability: '2310', amount: wagesOf(8) },
  ];
  for (const accrual of december) {
    accrual.month = '2025-12';
    books.accruals.push(accrual);
  }
  for (const liability of ['2300', '2310']) {
    open(liability, 'USD', -sum(december.filter((accrual) => accrual.liability === liability).map((accrual) => accrual.amount)));
  }
}

function openFixedBalances() {
  const start = monthOf(BOOKS_START);
  for (const [account, amounts] of Object.entries(OPENING_BANK)) for (const currency in amounts) open(account, currency, amounts[currency]);
  for (const [account, amounts] of Object.entries(OPENING_CREDITS)) for (const currency in amounts) open(account, currency, -amounts[currency]);
  open('1400', 'USD', sum(PREPAIDS.filter((prepaid) => !prepaid.paidOn).map((prepaid) => prepaid.cost - amortisedBefore(prepaid, start))));
  for (const account of ['1500', '1510', '1520']) open(account, 'USD', sum(ASSETS.filter((asset) => asset.account === account).map((asset) => asset.cost)));
  open('1590', 'USD', -sum(ASSETS.map((asset) => depreciatedBefore(asset, start))));
  open('2600', 'USD', -LOAN.opening);
}

function openRetainedEarnings() {
  for (const currency of CURRENCIES) {
    open('3200', currency, -sum(books.opening.filter((row) => row.currency === currency).map((row) => row.amount)));
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Order to cash

function creditSales({ month, sales }) {
  const random = randomFor(`${month} credit sales`);
  const orders = CURRENCIES.flatMap((currency) => random.dates(sales[currency], daysOf(month, isBusinessDay)).map((date) => drawOrder(random, date, currency)));
  orders.push(...scriptedOrders(month));
  for (const order of orders.sort((left, right) => compareText(left.date, right.date))) invoiceOrder(order, random);
}

function drawOrder(random, date, currency) {
  const buyer = random.pick(CUSTOMERS.filter((each) => each.currency === currency));
  const families = FAMILIES.filter((each) => each.currency === currency);
  const first = random.pick(families);
  const second = random.pick(families);
  const picked = first === second || random.chance(45) ? [first] : [first, second];
  const lines = picked.map((each) => drawOrderLine(random, each, currency === 'USD' ? [3600, 14200] : [1300, 4200]));
  return {
    date,
    buyer,
    lines,
    goods: random.pick(first.goods),
    freight: random.chance(35) ? random.money([45, 190]) : 0,
    job: currency === 'USD' && random.chance(30) ? random.pick(JOBS) : '',
    remark: random.chance(8) ? ', "ship complete" order' : '',
  };
}

function drawOrderLine(random, { id, margin }, range) {
  const net = random.money(range);
  return { family: id, net, cost: percentOf(net, 100 - margin + random.int(-2, 2)) };
}

// The two invoices that February's problems are about have fixed amounts.
function scriptedOrders(month) {
  const { missingReceipt, transposedInvoice } = PLANTED;
  const orders = [
    { ...missingReceipt, family: 'SKU-SAFE', goods: 'survival suits', payments: [{ date: missingReceipt.receivedOn, share: 1 }] },
    { ...transposedInvoice, family: 'SKU-HDWR', goods: 'cleats and fairleads', payments: [] },
  ];
  return orders.filter((order) => monthOf(order.invoicedOn) === month).map((order) => ({
    date: order.invoicedOn,
    buyer: customer(order.customer),
    lines: [{ family: order.family, net: order.amount, cost: percentOf(order.amount, 100 - family(order.family).margin) }],
    goods: order.goods,
    freight: 0,
    job: '',
    remark: '',
    payments: order.payments,
  }));
}

function invoiceOrder({ date, buyer, lines, goods, freight, job, remark, payments }, random) {
  const { currency, id, name } = buyer;
  const reference = nextReference('INV');
  const net = sum(lines.map((line) => line.net));
  const tax = buyer.taxed ? percentOf(net, SALES_TAX_PERCENT) : 0;
  const total = net + freight + tax;
  const due = addDays(date, buyer.terms);
  const invoice = { reference, customer: buyer, date, lines, total, outstanding: total, due };
  invoice.payments = payments ?? planReceipts(invoice, random, date);
  books.invoices.push(invoice);
  post({
    date,
    currency,
    text: `Invoice ${reference} to ${name}: ${goods}${remark}`,
    lines: [
      debit(CONTROL.AR, total, item('AR', id, reference, { due })),
      credit(currency === 'USD' ? '4000' : '4020', net),
      credit('4100', freight),
      credit('2200', tax),
      ...relief(currency === 'USD' ? '5000' : '5020', lines, reference.replace('INV', 'SHP'), job),
    ],
  });
}

// Cost of the goods that left the warehouse: one pair of lines for each SKU family.
function relief(account, lines, reference, job = '') {
  return lines.flatMap((line, index) => [
    debit(account, line.cost, { job }),
    credit(CONTROL.INV, line.cost, item('INV', line.family, `${reference}-${index + 1}`)),
  ]);
}

// When a customer will pay: usually at once, sometimes in two parts.
function planReceipts({ due, customer: buyer }, random, earliest) {
  const usual = addDays(due, buyer.lag + random.int(-2, 4));
  const date = nextBusinessDay(usual > earliest ? usual : addDays(earliest, random.int(4, 16)));
  if (!random.chance(16)) return [{ date, share: 1 }];
  return [{ date, share: random.int(4, 6) / 10 }, { date: nextBusinessDay(addDays(date, 18)), share: 1 }];
}

function counterSales({ month }) {
  const random = randomFor(`${month} counter sales`);
  const families = FAMILIES.filter((each) => each.currency === 'USD');
  for (const date of daysOf(month, isShopDay)) {
    const reference = nextReference('Z');
    const lines = [random.pick(families)].map((each) => drawOrderLine(random, each, weekday(date) === 6 ? [3400, 6200] : [1700, 3900]));
    const net = sum(lines.map((line) => line.net));
    const tax = percentOf(net, SALES_TAX_PERCENT);
    post({
      date,
      text: weekday(date) === 6 ? `Counter sales, Saturday, register report ${reference}` : `Counter sales, register report ${reference}`,
      lines: [debit(BANK.USD, net + tax, { reference }), credit('4010', net), credit('2200', tax), ...relief('5010', lines, reference)],
    });
  }
}

// Goods come back before the invoice is paid: a third of its first line is credited.
function creditMemos({ month, creditMemos: count }) {
  const random = randomFor(`${month} credit memos`);
  const candidates = books.invoices.filter((invoice) => invoice.date && monthOf(invoice.date) === month && invoice.date < `${month}-18`
    && invoice.customer.currency === 'USD' && invoice.payments[0]?.date > `${month}-28` && invoice.payments[0].share === 1 && !isScripted(invoice));
  const chosen = [];
  while (chosen.length < count && candidates.length > 0) {
    const [invoice] = candidates.splice(random.int(0, candidates.length - 1), 1);
    chosen.push({ invoice, date: nextBusinessDay(addDays(invoice.date, random.int(4, 8))) });
  }
  for (const { invoice, date } of chosen.sort((left, right) => compareText(left.date, right.date))) creditInvoice(invoice, date, random);
}

const matchesPlan = (invoice, plan) =>
  invoice.customer.id === plan.customer && invoice.date === plan.invoicedOn && invoice.total === plan.amount;

function isScripted(invoice) {
  const { missingReceipt, transposedInvoice } = PLANTED;
  return [missingReceipt, transposedInvoice].some((plan) => matchesPlan(invoice, plan));
}

function creditInvoice(invoice, date, random) {
  const { customer: buyer, reference: original, lines: [line] } = invoice;
  const reference = nextReference('CM');
  const net = Math.round(line.net / 3);
  const cost = Math.round(line.cost / 3);
  const tax = buyer.taxed ? percentOf(net, SALES_TAX_PERCENT) : 0;
  invoice.outstanding -= net + tax;
  post({
    date,
    text: `Credit memo ${reference} to ${buyer.name}, ${random.pick(['wrong size sent', 'surplus returned', 'cartons damaged in transit'])} (${original})`,
    lines: [
      debit('4900', net),
      debit('2200', tax),
      credit(CONTROL.AR, net + tax, item('AR', buyer.id, reference, { appliesTo: original })),
      debit(CONTROL.INV, cost, item('INV', line.family, reference.replace('CM', 'RMA'))),
      credit('5000', cost),
    ],
  });
}

function customerReceipts({ month }) {
  const random = randomFor(`${month} receipts`);
  const planned = books.invoices.flatMap((invoice) => invoice.payments.filter((each) => monthOf(each.date) === month).map((each) => ({ ...each, invoice })));
  for (const { date, share, invoice } of planned.sort((left, right) => compareText(left.date, right.date))) receive(date, share, invoice, random);
}

function receive(date, share, invoice, random) {
  const { customer: buyer, reference: paid } = invoice;
  const amount = share === 1 ? invoice.outstanding : Math.round((invoice.outstanding * share) / 10000) * 10000;
  invoice.outstanding -= amount;
  invoice.lastReceipt = nextReference('RCPT');
  const means = buyer.currency === 'EUR' ? 'SEPA credit' : random.pick(['ACH', 'Check', 'Wire']);
  post({
    date,
    currency: buyer.currency,
    text: share === 1 ? `${means} from ${buyer.name} for ${paid}` : `${means} from ${buyer.name}, part payment of ${paid}`,
    lines: [
      debit(BANK[buyer.currency], amount, { reference: invoice.lastReceipt }),
      credit(CONTROL.AR, amount, item('AR', buyer.id, invoice.lastReceipt, { appliesTo: paid })),
    ],
  });
}

// ---------------------------------------------------------------------------------------------------------------------
// Purchase to pay

// Goods and cost bills are numbered together, as they come in.
function purchases(plan) {
  const drafts = [...goodsReceipts(plan), ...costBills(plan)];
  for (const draft of drafts.sort((left, right) => compareText(left.date, right.date))) postBill(draft);
}

// Receives the month's goods and returns drafts of their bills.
function goodsReceipts({ month, purchases: counts }) {
  const random = randomFor(`${month} purchases`);
  const days = daysOf(month, isBusinessDay);
  const orders = CURRENCIES.flatMap((currency) => {
    const suppliers = suppliersByNeed(currency, firstDay(month));
    return random.dates(counts[currency], days.slice(0, -5)).map((date, index) => ({ date, ...suppliers[index % suppliers.length] }));
  });
  return orders.sort((left, right) => compareText(left.date, right.date)).map(({ date, supplier, needPercent }) => {
    const goods = splitGoods(supplier, percentOf(random.money(supplier.range), needPercent), random);
    const receipt = receiveGoods(date, supplier, goods);
    const billedOn = days[Math.min(days.indexOf(date) + random.int(2, 5), days.length - 1)];
    return draftGoodsBill(billedOn, supplier, receipt, goods, random.chance(25) ? random.money([90, 340]) : 0);
  });
}

// How far a supplier's goods have run down since the books started: those in need come first and get larger orders.
function suppliersByNeed(currency, date) {
  const stock = (id) => sum(books.items.filter((each) => each.entity === id && each.date < date).map(signedAmount));
  const need = ({ supplies }) => 200 - Math.min(...supplies.map((id) => Math.round((stock(id) * 100) / family(id).opening)));
  const suppliers = VENDORS.filter((each) => each.range && each.currency === currency);
  return suppliers.map((supplier) => ({ supplier, needPercent: Math.min(180, Math.max(60, need(supplier))) }))
    .sort((left, right) => right.needPercent - left.needPercent);
}

function splitGoods({ supplies: [first, second] }, amount, random) {
  if (!second) return [{ family: first, amount }];
  const share = percentOf(amount, random.int(40, 60));
  return [{ family: first, amount: share }, { family: second, amount: amount - share }];
}

function receiveGoods(date, supplier, goods) {
  const reference = nextReference('RCV');
  post({
    date,
    currency: supplier.currency,
    text: `Goods received ${reference} from ${supplier.name}`,
    lines: [
      ...goods.map(({ family: id, amount }, index) => debit(CONTROL.INV, amount, item('INV', id, `${reference}-${index + 1}`))),
      credit('2100', sum(goods.map((each) => each.amount)), { reference }),
    ],
  });
  return reference;
}

function draftGoodsBill(date, supplier, receipt, goods, freight) {
  return {
    date,
    supplier,
    text: (bill) => `Bill ${bill} from ${supplier.name} for ${receipt}${freight > 0 ? ', with freight' : ''}`,
    costs: [debit('2100', sum(goods.map((each) => each.amount)), { reference: receipt }), debit('5100', freight)],
  };
}

function postBill({ date, supplier, text, costs }) {
  const amount = sum(costs.map((line) => line.amount));
  const { reference, due } = addBill(supplier, date, amount);
  const payable = credit(CONTROL.AP, amount, item('AP', supplier.id, reference, { due }));
  post({ date, currency: supplier.currency, text: text(reference), lines: [...costs, payable] });
}

// Paid in the last Thursday run before it is due, or else when it is due.
function addBill(supplier, date, amount) {
  const due = addDays(date, supplier.terms);
  const thursday = addDays(due, -((weekday(due) + 3) % 7));
  const payOn = thursday > date && thursday > BOOKS_START ? previousBusinessDay(thursday) : nextBusinessDay(due);
  const bill = { reference: nextReference('BILL'), vendor: supplier, amount, due, payOn };
  books.bills.push(bill);
  return bill;
}

function costBills({ month }) {
  const random = randomFor(`${month} cost bills`);
  return COST_BILLS.filter((each) => !each.months || each.months.includes(month)).map(({ vendor: id, account, day, range, text }) => ({
    date: businessDayIn(month, day),
    supplier: vendor(id),
    text: () => `${text}: ${vendor(id).name}`,
    costs: [debit(account, random.money(range))],
  }));
}

function vendorPayments({ month }) {
  const due = books.bills.filter((bill) => monthOf(bill.payOn) === month);
  for (const { payOn, vendor: supplier, amount, reference: bill } of due.sort((left, right) => compareText(left.payOn, right.payOn))) {
    const reference = nextReference('PAY');
    post({
      date: payOn,
      currency: supplier.currency,
      text: `Payment to ${supplier.name}, ${bill}`,
      lines: [
        debit(CONTROL.AP, amount, item('AP', supplier.id, reference, { appliesTo: bill })),
        credit(BANK[supplier.currency], amount, { reference }),
      ],
    });
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Payroll: every second Friday for the two weeks that end that day

const wagesOf = (workingDays) => Math.round((PAYROLL.gross * workingDays) / 10);
const paydaysUntil = (date) => {
  const days = [];
  for (let day = PAYROLL.firstPayday; day <= date; day = addDays(day, 14)) days.push(day);
  return days;
};

function payroll({ month }) {
  const random = randomFor(`${month} payroll`);
  for (const payday of paydaysUntil(lastDay(month)).filter((day) => monthOf(day) === month)) runPayroll(payday, PAYROLL.gross + random.money([0, 1400]));
  for (const { payday, amount, date } of books.payrollTaxes.filter((each) => monthOf(each.date) === month)) {
    const reference = `TAX-${payday}`;
    post({ date, text: `Payroll tax deposit, payroll of ${payday}`, lines: [debit('2320', amount), credit(BANK.USD, amount, { reference })] });
  }
}

function runPayroll(payday, gross) {
  const withheld = percentOf(gross, PAYROLL.withheldPercent);
  const employer = percentOf(gross, PAYROLL.employerPercent);
  const net = gross - withheld;
  books.payrollTaxes.push({ payday, amount: withheld + employer, date: nextBusinessDay(addDays(payday, 5)) });
  const reference = `PR-${payday}`;
  post({
    date: payday,
    text: `Payroll register, two weeks to ${payday}`,
    lines: [debit('6000', gross), debit('6010', employer), credit('2320', withheld + employer), credit('2500', net, { reference })],
  });
  post({
    date: payday,
    text: `Net pay, direct deposits, payroll of ${payday}`,
    lines: [debit('2500', net, { reference }), credit(BANK.USD, net, { reference })],
  });
}

// ---------------------------------------------------------------------------------------------------------------------
// Bank: costs paid directly, taxes, loan

function bankCosts({ month }) {
  const random = randomFor(`${month} bank costs`);
  for (const { account, day, range, currency, reference, text } of BANK_COSTS) {
    payFromBank(businessDayIn(month, day), currency, account, random.money(range), `${reference}-${month}`, `${text}, ${monthTitle(month)}`);
  }
  payFromBank(lastDayOfBusiness(month), 'USD', '6600', percentOf(creditsIn(month, '4010'), 2.4), `CARDS-${month}`, 'Card processing fees, counter sales');
  for (const prepaid of PREPAIDS.filter((each) => each.paidOn && monthOf(each.paidOn) === month)) {
    payFromBank(prepaid.paidOn, 'USD', '1400', prepaid.cost, `PREPAID-${month}`, `Prepaid for ${prepaid.months} months: ${prepaid.text}`);
  }
}

const lastDayOfBusiness = (month) => previousBusinessDay(lastDay(month));

function payFromBank(date, currency, account, amount, reference, text) {
  post({ date, currency, text, lines: [debit(account, amount), credit(BANK[currency], amount, { reference })] });
}

function salesTaxReturn({ month }) {
  const previous = addMonths(month, -1);
  const owed = -glBalance('2200', 'USD', previous < monthOf(BOOKS_START) ? '2025-12-31' : lastDay(previous));
  payFromBank(businessDayIn(month, 20), 'USD', '2200', owed, `STAX-${previous}`, `Sales tax return, ${monthTitle(previous)}`);
}

const loanInterest = (principal) => Math.round((principal * LOAN.ratePercent) / 1200);

function loanPayment({ month }) {
  const date = businessDayIn(month, LOAN.day);
  const interest = loanInterest(-glBalance('2600', 'USD', addDays(date, -1)));
  const reference = `LOAN-${month}`;
  post({
    date,
    text: 'Equipment loan, monthly instalment',
    lines: [debit('2600', LOAN.payment - interest), debit('6900', interest), credit(BANK.USD, LOAN.payment, { reference })],
  });
}

// Last month's commissions are paid as accrued.
function commissionPayment({ month }) {
  const previous = addMonths(month, -1);
  const accrual = books.accruals.find((each) => each.month === previous && each.expense === '6030');
  payFromBank(businessDayIn(month, 13), 'USD', '6030', accrual.amount, `COMM-${previous}`, `Sales commissions for ${monthTitle(previous)}`);
}

// ---------------------------------------------------------------------------------------------------------------------
// Month end: reversals on the first day, adjustments on the last

function reverseAccruals({ month }) {
  const previous = addMonths(month, -1);
  for (const { text, expense, liability, amount, entry } of books.accruals.filter((each) => each.month === previous)) {
    const detail = { reference: entry?.id ?? '' };
    post({
      date: firstDay(month),
      kind: 'reversing',
      text: `Reversal of accrual ${monthTitle(previous)}: ${text}`,
      lines: [debit(liability, amount, detail), credit(expense, amount, detail)],
    });
  }
}

function accrue({ month }) {
  const random = randomFor(`${month} accruals`);
  const principal = -glBalance('2600', 'USD', lastDay(month));
  const workingDays = unpaidWorkingDays(month);
  const accruals = [
    { text: 'electricity', expense: '6110', liability: '2300', amount: random.int(144, 156) * 1000 },
    { text: 'freight of the last week', expense: '6300', liability: '2300', amount: random.int(100, 125) * 1000 },
    { text: 'sales commissions', expense: '6030', liability: '2300', amount: percentOf(creditsIn(month, '4000'), 1.5) },
    { text: 'loan interest since the 15th', expense: '6900', liability: '2300', amount: Math.round(loanInterest(principal) / 2) },
    { text: `wages, ${workingDays} working days`, expense: '6000', liability: '2310', amount: wagesOf(workingDays) },
  ];
  for (const accrual of accruals.filter((each) => each.amount > 0)) {
    const { text, expense, liability, amount } = accrual;
    const entry = adjust(month, `Accrual ${monthTitle(month)}: ${text}`, [debit(expense, amount), credit(liability, amount)]);
    books.accruals.push({ ...accrual, month, entry });
  }
}

function unpaidWorkingDays(month) {
  const lastPayday = paydaysUntil(lastDay(month)).at(-1);
  return daysOf(month, (date) => date > lastPayday && weekday(date) !== 0 && weekday(date) !== 6).length;
}

const adjust = (month, text, lines) => post({ date: lastDay(month), kind: 'adjusting', text, lines });

const usedMonths = (start, length, month) => Math.max(0, Math.min(length, monthsBetween(start, month)));

// Equal months; what rounding leaves falls into the last one.
const straightLine = (amount, length, months) => (months >= length ? amount : Math.round(amount / length) * months);
const depreciatedBefore = (asset, month) => straightLine(asset.cost - asset.residual, asset.life, usedMonths(asset.inService, asset.life, month));
const amortisedBefore = (prepaid, month) => straightLine(prepaid.cost, prepaid.months, usedMonths(prepaid.start, prepaid.months, month));

function depreciate({ month }) {
  for (const asset of ASSETS) {
    const amount = depreciatedBefore(asset, addMonths(month, 1)) - depreciatedBefore(asset, month);
    if (amount > 0) adjust(month, `Depreciation ${monthTitle(month)}: ${asset.text}`, [debit('6700', amount), credit('1590', amount)]);
  }
}

function amortisePrepaids({ month }) {
  for (const prepaid of PREPAIDS) {
    const amount = amortisedBefore(prepaid, addMonths(month, 1)) - amortisedBefore(prepaid, month);
    if (amount > 0) adjust(month, `Prepaid used ${monthTitle(month)}: ${prepaid.text}`, [debit(prepaid.expense, amount), credit('1400', amount)]);
  }
}

function provideForBadDebts({ month }) {
  const billed = books.invoices.filter((invoice) => invoice.date && monthOf(invoice.date) === month && invoice.customer.currency === 'USD');
  const amount = percentOf(sum(billed.map((invoice) => invoice.total)), 0.25);
  adjust(month, 'Allowance for doubtful accounts, 0.25% of credit sales', [debit('6800', amount), credit('1210', amount)]);
}

function countStock({ month }) {
  const random = randomFor(`${month} stock count`);
  const { id } = random.pick(FAMILIES.filter((each) => each.currency === 'USD'));
  const amount = random.money([110, 380]);
  adjust(month, `Cycle count ${id}, shortage written off`, [debit('5900', amount), credit(CONTROL.INV, amount, item('INV', id, `COUNT-${month}`))]);
}

// ---------------------------------------------------------------------------------------------------------------------
// February's problems

// What is wrong in the ledger itself: goods nobody billed, money nobody knows.
function plantLedgerProblems({ month }) {
  if (month !== PLANTED.month) return;
  const { unbilledReceipt, unidentifiedDeposit } = PLANTED;
  receiveGoods(unbilledReceipt.receivedOn, vendor(unbilledReceipt.vendor), [{ family: 'SKU-HDWR', amount: unbilledReceipt.amount }]);
  const reference = 'DEP-7741';
  post({
    date: unidentifiedDeposit.date,
    text: 'Unidentified deposit, bank text "HBR 7741", remitter not named',
    lines: [debit(BANK.USD, unidentifiedDeposit.amount, { reference }), credit('6990', unidentifiedDeposit.amount, { reference })],
  });
}

// What is wrong in the subledger: a receipt that never reached it, an amount keyed with two digits swapped.
function plantSubledgerProblems() {
  const receipt = scriptedInvoice(PLANTED.missingReceipt).lastReceipt;
  const { reference } = scriptedInvoice(PLANTED.transposedInvoice);
  books.items = books.items.filter((each) => each.reference !== receipt);
  books.items.find((each) => each.reference === reference).amount = PLANTED.transposedInvoice.inSubledger;
  return { receipt, invoice: reference };
}

const scriptedInvoice = (plan) => books.invoices.find((invoice) => matchesPlan(invoice, plan));

// ---------------------------------------------------------------------------------------------------------------------
// A month, and all of them

function makeMonth(plan) {
  const cycles = [
    reverseAccruals, creditSales, counterSales, creditMemos, customerReceipts, purchases, vendorPayments, payroll,
    bankCosts, salesTaxReturn, loanPayment, commissionPayment, plantLedgerProblems, depreciate, amortisePrepaids, accrue, provideForBadDebts, countStock,
  ];
  for (const cycle of cycles) cycle(plan);
  numberEntries(plan.month);
}

// ---------------------------------------------------------------------------------------------------------------------
// Self-checks

function check(holds, message) {
  if (!holds) throw new Error(`self-check failed: ${message}`);
}

const variance = (subledger, currency, date) => subledgerBalance(subledger, currency, date) - glBalance(CONTROL[subledger], currency, date);

function namesItsSubledger({ account, subledger, entity, reference }) {
  if (!subledger) return !Object.values(CONTROL).includes(account);
  return CONTROL[subledger] === account && Boolean(entity && reference);
}

function checkEntries() {
  const codes = new Set(ACCOUNTS.map((account) => account.code));
  const months = new Set(MONTHS.map((plan) => plan.month));
  let before = '';
  for (const { id, date, currency, lines } of books.entries) {
    check(lines.length >= 2 && sum(lines.map(signedAmount)) === 0, `${id} balances in ${currency}`);
    check(lines.every((line) => Number.isSafeInteger(line.amount) && line.amount > 0), `${id} has positive amounts in minor units`);
    check(lines.every((line) => codes.has(line.account)), `${id} posts to known accounts`);
    check(lines.every(namesItsSubledger), `${id} names its subledgers`);
    check(months.has(monthOf(date)) && id.startsWith(`JE-${monthOf(date)}-`), `${id} is dated inside its month`);
    check(id > before, `${id} follows ${before}`);
    before = id;
  }
  check(books.entries.every((entry, index, all) => index === 0 || all[index - 1].date <= entry.date), 'entries are in date order');
}

function checkOpening() {
  for (const currency of CURRENCIES) {
    check(sum(books.opening.filter((row) => row.currency === currency).map((row) => row.amount)) === 0, `openings balance in ${currency}`);
    for (const subledger in CONTROL) check(variance(subledger, currency, '2025-12-31') === 0, `opening ${subledger} ties out in ${currency}`);
    check(books.opening.find((row) => row.account === '3200' && row.currency === currency).amount < 0, `retained earnings are positive in ${currency}`);
  }
}

function checkItems() {
  const keys = books.items.map((each) => `${each.subledger} ${each.reference}`);
  check(new Set(keys).size === keys.length, 'references are unique within a subledger');
  for (const { appliesTo, reference, entity, currency, subledger, date } of books.items.filter((each) => each.appliesTo)) {
    const target = books.items.find((each) => each.subledger === subledger && each.reference === appliesTo);
    const sameParty = target?.entity === entity && target?.currency === currency;
    check(sameParty && target.date <= date, `${reference} applies to an earlier item of the same party`);
  }
  check(books.invoices.every((invoice) => invoice.outstanding >= 0), 'no invoice is overpaid');
  for (const { id } of FAMILIES) checkNeverNegative(books.items.filter((each) => each.entity === id), `stock of ${id}`);
  for (const currency of CURRENCIES) {
    const moves = journalLines().filter((line) => line.account === BANK[currency]);
    const start = { side: 'debit', amount: glBalance(BANK[currency], currency, '2025-12-31'), date: '2025-12-31' };
    checkNeverNegative([start, ...moves], `bank account ${BANK[currency]}`);
  }
}

function checkNeverNegative(moves, what) {
  for (const date of new Set(moves.map((move) => move.date))) {
    check(sum(moves.filter((move) => move.date <= date).map(signedAmount)) >= 0, `${what} is not negative on ${date}`);
  }
}

// Each month ends with exactly the variances named: none, or the planted ones.
function checkMonthEnd({ month }) {
  const date = lastDay(month);
  const planted = month >= PLANTED.month;
  const { missingReceipt, transposedInvoice, unbilledReceipt, unidentifiedDeposit } = PLANTED;
  const expected = (key) => (planted ? {
    'AR USD': missingReceipt.amount + transposedInvoice.inSubledger - transposedInvoice.amount,
    '2100 USD': -unbilledReceipt.amount,
    '6990 USD': -unidentifiedDeposit.amount,
  }[key] ?? 0 : 0);
  for (const currency of CURRENCIES) {
    for (const subledger in CONTROL) {
      const found = variance(subledger, currency, date);
      check(found === expected(`${subledger} ${currency}`), `${subledger} ${currency} at ${date} differs as planned, not by ${found}`);
    }
    for (const account of ['2100', '2500', '6990']) {
      const found = glBalance(account, currency, date);
      check(found === expected(`${account} ${currency}`), `${account} ${currency} at ${date} is as planned, not ${found}`);
    }
    check(sum(ACCOUNTS.map((account) => glBalance(account.code, currency, date))) === 0, `trial balance ${currency} at ${date}`);
  }
}

function checkPlanted({ receipt, invoice }) {
  const { missingReceipt, transposedInvoice } = PLANTED;
  const inLedger = (reference) => journalLines().filter((line) => line.account === CONTROL.AR && line.reference === reference);
  const inSubledger = (reference) => books.items.filter((each) => each.subledger === 'AR' && each.reference === reference);
  const [received] = inLedger(receipt);
  const [billed] = inLedger(invoice);
  check(received.amount === missingReceipt.amount && received.date === missingReceipt.receivedOn, 'the ledger has the receipt');
  check(inSubledger(receipt).length === 0, 'the subledger has not');
  check(billed.amount === transposedInvoice.amount && billed.date === transposedInvoice.invoicedOn, 'the ledger has the right amount');
  check(inSubledger(invoice)[0].amount === transposedInvoice.inSubledger, 'the subledger has the transposed one');
  const digits = (amount) => [...String(amount)].sort().join('');
  const swapped = [...String(transposedInvoice.amount)].filter((digit, index) => digit !== String(transposedInvoice.inSubledger)[index]).length;
  check(digits(transposedInvoice.amount) === digits(transposedInvoice.inSubledger) && swapped === 2, 'two digits are swapped');

  // Item by item, nothing else differs between ledger and subledger.
  const key = (line) => [line.subledger, line.entity, line.reference, line.date, line.side, line.amount, line.currency].join(' ');
  const ledger = journalLines().filter((line) => line.subledger).map(key);
  const subledger = new Set(books.items.map(key));
  const differing = ledger.filter((each) => !subledger.has(each));
  check(differing.length === 2 && differing.every((each) => each.includes(receipt) || each.includes(invoice)), 'nothing else differs');
}

// ---------------------------------------------------------------------------------------------------------------------
// Files and summary

const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const csv = (header, rows) => [header.split(','), ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');

function accountsCsv() {
  return csv('code,name,type,tags', ACCOUNTS.map(({ code, name, type, tags }) => [code, name, type, tags]));
}

function openingCsv() {
  const order = (row) => `${row.account} ${CURRENCIES.indexOf(row.currency)}`;
  const rows = books.opening.filter((row) => row.amount !== 0).sort((left, right) => compareText(order(left), order(right)));
  return csv('account,currency,debit,credit', rows.map(({ account, currency, amount }) => [
    account, currency, amount > 0 ? decimal(amount) : '', amount < 0 ? decimal(-amount) : '',
  ]));
}

function journalCsv() {
  const rows = books.entries.flatMap(({ id, date, text, currency, kind, lines }) => lines.map((line) => [
    id, date, text, line.account, line.side === 'debit' ? decimal(line.amount) : '', line.side === 'credit' ? decimal(line.amount) : '', currency,
    line.subledger ?? '', line.entity ?? '', line.reference ?? '', line.job ?? '', kind,
  ]));
  return csv('entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind', rows);
}

function subledgersCsv() {
  const rows = [...books.items].sort((left, right) => compareText(left.date, right.date) || compareText(left.subledger, right.subledger));
  return csv('subledger,entity,reference,date,due_date,side,amount,currency,applies_to,description', rows.map((row) => [
    row.subledger, row.entity, row.reference, row.date, row.due, row.side, decimal(row.amount), row.currency, row.appliesTo, row.text,
  ]));
}

function writeFiles() {
  mkdirSync(TARGET, { recursive: true });
  const files = {
    'bookseal.json': `${JSON.stringify(SETTINGS, null, 2)}\n`,
    'accounts.csv': accountsCsv(),
    'opening_balances.csv': openingCsv(),
    'journal.csv': journalCsv(),
    'subledgers.csv': subledgersCsv(),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(TARGET, name), text, 'utf8');
}

function printSummary({ receipt, invoice }) {
  for (const { month } of MONTHS) {
    const entries = books.entries.filter((entry) => monthOf(entry.date) === month);
    console.log(`${month}: ${entries.length} entries, ${sum(entries.map((entry) => entry.lines.length))} lines`);
    for (const currency of CURRENCIES) {
      const date = lastDay(month);
      const balances = ACCOUNTS.map((account) => glBalance(account.code, currency, date));
      const debits = sum(balances.filter((each) => each > 0));
      const credits = -sum(balances.filter((each) => each < 0));
      const tied = Object.keys(CONTROL).map((subledger) => {
        const total = signed(subledgerBalance(subledger, currency, date));
        return `${subledger} ${total} (variance ${signed(variance(subledger, currency, date))})`;
      });
      console.log(`  trial balance ${currency}: debit ${decimal(debits)}, credit ${decimal(credits)}`);
      console.log(`  subledgers ${currency}: ${tied.join(', ')}`);
    }
  }
  const { missingReceipt, transposedInvoice, unbilledReceipt, unidentifiedDeposit } = PLANTED;
  console.log(`planted in ${PLANTED.month}, subledger less ledger or balance left:`);
  console.log(`  AR USD +${decimal(missingReceipt.amount)}: receipt ${receipt} of ${missingReceipt.receivedOn} is not in the subledger`);
  const { amount, inSubledger } = transposedInvoice;
  console.log(`  AR USD +${decimal(inSubledger - amount)}: invoice ${invoice} is ${decimal(amount)} in the ledger, ${decimal(inSubledger)} in the subledger`);
  console.log(`  2100 USD ${decimal(unbilledReceipt.amount)} credit: received ${unbilledReceipt.receivedOn}, not billed`);
  console.log(`  6990 USD ${decimal(unidentifiedDeposit.amount)} credit: unidentified deposit of ${unidentifiedDeposit.date}`);
}

makeOpening();
MONTHS.forEach(makeMonth);
const found = plantSubledgerProblems();
checkEntries();
checkOpening();
checkItems();
MONTHS.forEach(checkMonthEnd);
checkPlanted(found);
writeFiles();
printSummary(found);
