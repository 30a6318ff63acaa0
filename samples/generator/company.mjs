// Harbor Supply Co.: who it is, whom it deals with, what comes back every month. Amounts are in minor units.

export const SEED = 'harbor-supply-2026';
export const BOOKS_START = '2026-01-01';
export const EVE = '2025-12-31';
export const CURRENCIES = ['USD', 'EUR'];
export const SALES_TAX_PERCENT = 7;
export const INCOME_TAX_PERCENT = 24;

// How many documents of each kind a month has; `counter` and `staff` scale shop sales and wages, in percent. Boats are fitted out
// in spring, so goods are bought from February on and sold from March to July. Recurring bills, payroll, receipts and payments follow from the data.
export const MONTHS = [
  { month: '2026-01', sales: { USD: 18, EUR: 4 }, purchases: { USD: 9, EUR: 3 }, creditMemos: 2, counter: 84, staff: 100 },
  { month: '2026-02', sales: { USD: 16, EUR: 4 }, purchases: { USD: 10, EUR: 3 }, creditMemos: 1, counter: 88, staff: 100 },
  { month: '2026-03', sales: { USD: 23, EUR: 5 }, purchases: { USD: 13, EUR: 4 }, creditMemos: 2, counter: 106, staff: 104 },
  { month: '2026-04', sales: { USD: 27, EUR: 7 }, purchases: { USD: 13, EUR: 4 }, creditMemos: 3, counter: 124, staff: 112 },
  { month: '2026-05', sales: { USD: 29, EUR: 8 }, purchases: { USD: 13, EUR: 4 }, creditMemos: 3, counter: 138, staff: 116 },
  { month: '2026-06', sales: { USD: 28, EUR: 7 }, purchases: { USD: 12, EUR: 4 }, creditMemos: 2, counter: 142, staff: 116 },
  { month: '2026-07', sales: { USD: 25, EUR: 6 }, purchases: { USD: 11, EUR: 3 }, creditMemos: 2, counter: 136, staff: 114 },
  { month: '2026-08', sales: { USD: 21, EUR: 4 }, purchases: { USD: 9, EUR: 2 }, creditMemos: 2, counter: 118, staff: 110 },
  { month: '2026-09', sales: { USD: 20, EUR: 6 }, purchases: { USD: 9, EUR: 3 }, creditMemos: 2, counter: 102, staff: 104 },
  { month: '2026-10', sales: { USD: 18, EUR: 5 }, purchases: { USD: 8, EUR: 2 }, creditMemos: 1, counter: 92, staff: 102 },
  { month: '2026-11', sales: { USD: 15, EUR: 4 }, purchases: { USD: 8, EUR: 2 }, creditMemos: 1, counter: 86, staff: 100 },
  { month: '2026-12', sales: { USD: 14, EUR: 3 }, purchases: { USD: 7, EUR: 2 }, creditMemos: 1, counter: 96, staff: 100 },
];

export const SETTINGS = {
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

export const ACCOUNTS = [
  ['1010', 'Operating bank account USD', 'asset', 'current cash control:BANK'],
  ['1015', 'Savings account USD', 'asset', 'current cash control:BANK'],
  ['1020', 'Bank account EUR', 'asset', 'current cash control:BANK'],
  ['1025', 'Customs guarantee account EUR', 'asset', 'current cash control:BANK'],
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
  ['2050', 'Company credit card', 'liability', 'current control:BANK'],
  ['2100', 'Goods received, not invoiced', 'liability', 'current clearing'],
  ['2150', 'Customer deposits', 'liability', 'current'],
  ['2200', 'Sales tax payable', 'liability', 'current'],
  ['2300', 'Accrued liabilities', 'liability', 'current'],
  ['2310', 'Accrued wages', 'liability', 'current'],
  ['2320', 'Payroll taxes and withholdings', 'liability', 'current'],
  ['2330', 'Income tax payable', 'liability', 'current'],
  ['2500', 'Payroll clearing', 'liability', 'current clearing'],
  ['2600', 'Equipment loan', 'liability', ''],
  ['3000', 'Common stock', 'equity', ''],
  ['3200', 'Retained earnings', 'equity', ''],
  ['4000', 'Wholesale sales', 'revenue', ''],
  ['4010', 'Counter sales', 'revenue', ''],
  ['4020', 'Export sales', 'revenue', ''],
  ['4100', 'Freight billed to customers', 'revenue', ''],
  ['4900', 'Sales returns and allowances', 'revenue', 'contra'],
  ['4950', 'Interest income', 'revenue', ''],
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
  ['6920', 'Loss on disposal of equipment', 'expense', ''],
  ['6950', 'Uncategorised expense', 'expense', 'uncategorised'],
  ['6980', 'Income tax', 'expense', ''],
  ['6990', 'Suspense', 'asset', 'current suspense'],
].map(([code, name, type, tags]) => ({ code, name, type, tags }));

export const CONTROL = { AR: '1200', AP: '2000', INV: '1300' };

// The bank's books are a subledger too: its entity is the account as the bank's statements name it.
export const BANK_ACCOUNTS = {
  checking: { code: '1010', currency: 'USD', name: 'Narrows Trust checking 4417' },
  savings: { code: '1015', currency: 'USD', name: 'Narrows Trust savings 8830' },
  euro: { code: '1020', currency: 'EUR', name: 'Hanse Kontorbank DE-0932' },
  guarantee: { code: '1025', currency: 'EUR', name: 'Hanse Kontorbank customs DE-1147' },
  // Its statements end on the cycle day; the company has it since March.
  card: { code: '2050', currency: 'USD', name: 'Narrows Trust card 5526', cycleDay: 25, since: '2026-03' },
};
export const MAIN_ACCOUNT = { USD: BANK_ACCOUNTS.checking, EUR: BANK_ACCOUNTS.euro };
export const CONTROLS = { AR: [CONTROL.AR], AP: [CONTROL.AP], INV: [CONTROL.INV], BANK: Object.values(BANK_ACCOUNTS).map((each) => each.code) };

// `lag` is the days after the due date on which a customer usually pays; `taxed` customers are not resellers; `size` scales orders, in percent.
// One of them buys until it is on stop, and pays nothing that it bought after `failsAfter`.
export const CUSTOMERS = [
  { id: 'CUST-001', name: 'Bluewater Yacht Services', currency: 'USD', terms: 30, lag: 2, taxed: true },
  { id: 'CUST-002', name: 'Gull Point Marina', currency: 'USD', terms: 30, lag: -4, taxed: true },
  { id: 'CUST-003', name: 'Pilot & Tug Association', currency: 'USD', terms: 15, lag: 1, taxed: false },
  { id: 'CUST-004', name: 'Coastal Chandlery, Inc.', currency: 'USD', terms: 30, lag: 0, taxed: false },
  { id: 'CUST-005', name: 'Ferris Bay Boatyard', currency: 'USD', terms: 30, lag: 16, taxed: true },
  { id: 'CUST-006', name: 'Old Wharf Hardware', currency: 'USD', terms: 15, lag: 3, taxed: false },
  { id: 'CUST-007', name: 'Sound Ferry Lines', currency: 'USD', terms: 30, lag: -1, taxed: false },
  { id: 'CUST-008', name: 'Mariner\'s Outfitters', currency: 'USD', terms: 30, lag: 5, taxed: false },
  { id: 'CUST-009', name: 'Stony Inlet Fisheries Co-op', currency: 'USD', terms: 30, lag: 2, taxed: false },
  { id: 'CUST-010', name: 'Lightship Sailing School', currency: 'USD', terms: 15, lag: 6, taxed: true, size: 60 },
  { id: 'CUST-011', name: 'Breakwater Charters', currency: 'USD', terms: 30, lag: 40, taxed: true, size: 70 },
  { id: 'CUST-012', name: 'Pelican Rock Salvage', currency: 'USD', terms: 30, lag: 68, taxed: true, size: 35, failsAfter: '2026-06-30', until: '2026-09-30' },
  { id: 'CUST-020', name: 'Werft Müller & Söhne GmbH', currency: 'EUR', terms: 30, lag: 0, taxed: false },
  { id: 'CUST-021', name: 'Chantier Naval de l\'Île SARL', currency: 'EUR', terms: 30, lag: 12, taxed: false },
  { id: 'CUST-022', name: 'Náutica Peñíscola S.L.', currency: 'EUR', terms: 45, lag: 3, taxed: false },
  { id: 'CUST-023', name: 'Cantieri Rosa dei Venti S.r.l.', currency: 'EUR', terms: 30, lag: 36, taxed: false, size: 80 },
];

// Who is paid by check; the others are in Thursday's ACH file, or get a SEPA transfer.
const check = { paidBy: 'check' };
export const VENDORS = [
  { id: 'VEND-001', name: 'Atlantic Cordage Inc.', currency: 'USD', terms: 30, supplies: ['SKU-ROPE'], range: [12000, 21000] },
  { id: 'VEND-002', name: 'Chesapeake Wholesale Chandlers', currency: 'USD', terms: 30, supplies: ['SKU-HDWR', 'SKU-SAFE'], range: [20000, 33000] },
  { id: 'VEND-004', name: 'Beacon Marine Electronics', currency: 'USD', terms: 30, supplies: ['SKU-ELEC'], range: [18000, 30000] },
  { id: 'VEND-005', name: 'O\'Rourke & Sons Paint Co.', currency: 'USD', terms: 15, supplies: ['SKU-PAINT'], range: [10000, 17000], ...check },
  { id: 'VEND-007', name: 'Keel & Anchor Foundry', currency: 'USD', terms: 30, supplies: ['SKU-ANCH'], range: [13000, 24000] },
  { id: 'VEND-003', name: 'Småland Rope AB', currency: 'EUR', terms: 30, supplies: ['HAM-ROPE'], range: [4000, 7500] },
  { id: 'VEND-006', name: 'Nordsee Beschläge GmbH', currency: 'EUR', terms: 30, supplies: ['HAM-HDWR'], range: [3000, 6000] },
  { id: 'VEND-010', name: 'Tidewater Power & Light', currency: 'USD', terms: 15 },
  { id: 'VEND-011', name: 'Narrows Telecom', currency: 'USD', terms: 15 },
  { id: 'VEND-012', name: 'Bayline Freight LLC', currency: 'USD', terms: 15 },
  { id: 'VEND-013', name: 'Fenwick Hale LLP', currency: 'USD', terms: 30, ...check },
  { id: 'VEND-014', name: 'Port & Starboard Media', currency: 'USD', terms: 30, ...check },
  { id: 'VEND-015', name: 'Hanse Spedition GmbH', currency: 'EUR', terms: 15 },
  { id: 'VEND-016', name: 'Clearview Cleaning', currency: 'USD', terms: 15, ...check },
  { id: 'VEND-017', name: 'Dockside Office Products', currency: 'USD', terms: 30, ...check },
  { id: 'VEND-018', name: 'Coast Fleet Card', currency: 'USD', terms: 15 },
  { id: 'VEND-019', name: 'Narrows Material Handling', currency: 'USD', terms: 30 },
  { id: 'VEND-020', name: 'Agentur Petersen & Claasen', currency: 'EUR', terms: 15 },
];

// USD stock lies in the own warehouse, EUR stock (bought and sold in EUR) with a forwarder in Hamburg.
export const FAMILIES = [
  { id: 'SKU-ROPE', currency: 'USD', margin: 36, opening: 6124080, goods: ['braided dock line, 16 mm', 'anchor rode on drums', 'polyester halyards'] },
  { id: 'SKU-ANCH', currency: 'USD', margin: 32, opening: 7418865, goods: ['plough anchors', 'galvanised chain', 'mooring buoys'] },
  { id: 'SKU-SAFE', currency: 'USD', margin: 37, opening: 5866210, goods: ['life jackets', 'flares and EPIRBs', '6-person life rafts'] },
  { id: 'SKU-PAINT', currency: 'USD', margin: 34, opening: 4902725, goods: ['antifouling paint', 'two-part epoxy', 'teak oil'] },
  { id: 'SKU-ELEC', currency: 'USD', margin: 28, opening: 8230540, goods: ['VHF radios', 'AIS transponders', '12" chart plotters'] },
  { id: 'SKU-HDWR', currency: 'USD', margin: 40, opening: 6675390, goods: ['cleats and fairleads', 'winch parts', 'stainless shackles'] },
  { id: 'HAM-ROPE', currency: 'EUR', margin: 33, opening: 2214050, goods: ['mooring lines', 'towing hawsers'] },
  { id: 'HAM-HDWR', currency: 'EUR', margin: 38, opening: 1870525, goods: ['bollards', 'deck fittings'] },
];

// How what nobody knew where to book is categorised: purchases by card without a receipt. None of these knows the one of February.
export const RULES = [
  { match: { text: 'diesel' }, account: '6310' },
  { match: { text: 'hardware store', amount: { currency: 'USD', to_minor: 25000 } }, account: '6130' },
  { match: { text: 'cloud storage' }, account: '6200' },
];

// Customer projects: tug refit, ferry dock, breakwater moorings. What no project bought is of the channel that sold it.
export const JOBS = ['JOB-2601', 'JOB-2604', 'JOB-2607'];
export const CHANNELS = { USD: 'STOCK', EUR: 'EXPORT', counter: 'COUNTER' };

// The cost of this project's deliveries was not charged to it, nor what was missing in the count; the invoices name it.
export const UNTAGGED = { month: '2026-02', job: 'JOB-2604' };

// Deposits on large orders. The last order is delivered after the year.
export const PREPAYMENTS = [
  { customer: 'CUST-007', paidOn: '2026-03-18', amount: 1250000, invoicedOn: '2026-05-19', family: 'SKU-SAFE', net: 4186000, goods: 'life rafts for three ferries' },
  { customer: 'CUST-020', paidOn: '2026-04-14', amount: 380000, invoicedOn: '2026-06-09', family: 'HAM-HDWR', net: 912550, goods: 'bollards for a quay' },
  { customer: 'CUST-002', paidOn: '2026-11-17', amount: 640000, invoicedOn: '2027-01-20', family: 'SKU-ANCH', net: 2127500, goods: 'mooring buoys' },
];

// Invoices that are disputed, and paid months later.
export const DISPUTED_ORDERS = [
  { customer: 'CUST-005', date: '2026-04-08', family: 'SKU-ANCH', goods: 'mooring buoys', amount: 746285, payments: [{ date: '2026-08-20', share: 1 }] },
  { customer: 'CUST-001', date: '2026-10-14', family: 'SKU-PAINT', goods: 'two-part epoxy', amount: 391840, payments: [{ date: '2027-01-21', share: 1 }] },
];

// Invoices given up, against the allowance; the second after a part was paid.
export const WRITE_OFFS = [
  { reference: 'INV-0971', date: '2026-06-30' },
  { reference: 'INV-0973', date: '2026-06-30', settled: { date: '2026-05-12', share: 0.6 } },
];

// What has `byClose` the company's own program does not know: the close depreciates and amortises it.
// Straight-line, full-month convention: the first month counts, the month of a sale does not. `id` is the reference of the entries.
export const ASSETS = [
  { id: 'VAN', text: 'delivery van', account: '1500', cost: 4680000, residual: 600000, inService: '2023-04', life: 60 },
  { id: 'FORKLIFT', text: 'forklift', account: '1500', cost: 2850000, residual: 250000, inService: '2022-07', life: 84, sold: { on: '2026-09-16', price: 1187500 } },
  { id: 'RACKING', text: 'pallet racking', account: '1510', cost: 3600000, residual: 0, inService: '2021-09', life: 120 },
  { id: 'REGISTERS', text: 'registers and server', account: '1520', cost: 1365000, residual: 0, inService: '2024-11', life: 36 },
  { id: 'FORKLIFT-E', text: 'electric forklift', account: '1500', cost: 3148500, residual: 300000, inService: '2026-05', life: 84, bought: { on: '2026-05-06', from: 'VEND-019' } },
  { id: 'PALLET-E', text: 'electric pallet truck', account: '1500', cost: 438000, residual: 18000, inService: '2026-04', life: 60, bought: { on: '2026-04-09', from: 'VEND-019' }, byClose: true },
];

// A prepaid without `paidOn` was paid before the books start.
export const PREPAIDS = [
  { id: 'INSURANCE-2025', text: 'business insurance', expense: '6120', cost: 1440000, start: '2025-10', months: 12 },
  { id: 'LICENCE-2025', text: 'inventory planning licence', expense: '6200', cost: 594000, start: '2025-07', months: 12 },
  { id: 'BOOTH-2026-02', text: 'winter boat show booth', expense: '6400', cost: 450000, start: '2026-02', months: 1 },
  { id: 'CARGO-2026', text: 'marine cargo insurance', expense: '6120', cost: 387000, start: '2026-02', months: 12, paidOn: '2026-02-03' },
  { id: 'LICENCE-2026', text: 'inventory planning licence', expense: '6200', cost: 623700, start: '2026-07', months: 12, paidOn: '2026-06-24' },
  { id: 'SURVEY-2026', text: 'warehouse survey and certificate', expense: '6120', cost: 174000, start: '2026-06', months: 6, paidOn: '2026-06-04', byClose: true },
  { id: 'BOOTH-2026-10', text: 'autumn boat show booth', expense: '6400', cost: 486500, start: '2026-10', months: 1, paidOn: '2026-08-12' },
  { id: 'INSURANCE-2026', text: 'business insurance', expense: '6120', cost: 1528200, start: '2026-10', months: 12, paidOn: '2026-09-28' },
  { id: 'BOOTH-2027-02', text: 'winter boat show booth', expense: '6400', cost: 463000, start: '2027-02', months: 1, paidOn: '2026-12-08' },
];

// Bills that come every month (or in the months named), for costs and not for goods.
export const COST_BILLS = [
  { vendor: 'VEND-012', account: '6300', day: 5, range: [980, 1320], text: 'Freight out, week 1' },
  { vendor: 'VEND-011', account: '6110', day: 6, range: [405, 425], text: 'Telephone and internet' },
  { vendor: 'VEND-010', account: '6110', day: 9, range: [1410, 1590], text: 'Electricity, warehouse and shop' },
  { vendor: 'VEND-020', account: '6500', day: 10, range: [1150, 1150], text: 'Sales office Hamburg, retainer' },
  { vendor: 'VEND-012', account: '6300', day: 12, range: [900, 1500], text: 'Freight out, week 2' },
  { vendor: 'VEND-014', account: '6400', day: 14, range: [1200, 1900], text: 'Ads in "The Log", print and web' },
  { vendor: 'VEND-015', account: '6300', day: 16, range: [1240, 1680], text: 'Hamburg storage and haulage' },
  { vendor: 'VEND-012', account: '6300', day: 19, range: [900, 1500], text: 'Freight out, week 3' },
  { vendor: 'VEND-017', account: '6130', day: 20, range: [180, 420], text: 'Office and packing supplies' },
  { vendor: 'VEND-013', account: '6500', day: 21, range: [4500, 4500], months: ['2026-01', '2026-03'], text: 'Audit of 2025, instalment' },
  { vendor: 'VEND-013', account: '6500', day: 23, range: [1250, 1250], months: ['2026-02'], text: 'Sales tax registration advice' },
  { vendor: 'VEND-013', account: '6500', day: 23, range: [1875, 1875], months: ['2026-07'], text: 'Half-year review' },
  { vendor: 'VEND-013', account: '6500', day: 18, range: [980, 980], months: ['2026-10'], text: 'Collection letters, Pelican Rock Salvage' },
  { vendor: 'VEND-018', account: '6310', day: 24, range: [520, 760], text: 'Vehicle fuel' },
  { vendor: 'VEND-016', account: '6130', day: 26, range: [640, 640], text: 'Cleaning contract' },
];

// Costs drawn from a bank account directly.
export const BANK_COSTS = [
  { account: '6100', day: 2, range: [9800, 9800], currency: 'USD', reference: 'RENT', text: 'Rent, Pier 7 warehouse and shop' },
  { account: '6020', day: 5, range: [6240, 6240], currency: 'USD', reference: 'BENEFITS', text: 'Health plan premium' },
  { account: '6200', day: 8, range: [389, 389], currency: 'USD', reference: 'WEBSHOP', text: 'Web shop subscription' },
  { account: '6200', day: 12, range: [1150, 1150], currency: 'USD', reference: 'WMS', text: 'Warehouse system subscription' },
  { account: '6130', day: 22, range: [120, 240], currency: 'USD', reference: 'PETTY', text: 'Petty cash refill: stamps, coffee, small parts' },
  { account: '6600', day: 28, range: [62, 79], currency: 'USD', reference: 'FEE', text: 'Bank service charge' },
  { account: '6600', day: 28, range: [18, 27], currency: 'EUR', reference: 'FEE-EUR', text: 'SEPA account charge' },
];

// What the company's card pays for, each month.
export const CARD_PURCHASES = [
  { day: 4, account: '6950', range: [62, 118], text: 'Pier 4 Fuels, diesel' },
  { day: 9, account: '6400', range: [45, 130], text: 'Lunch with customers, The Anchorage' },
  { day: 12, account: '6950', range: [38, 190], text: 'Narrows hardware store' },
  { day: 17, account: '6950', range: [49, 49], text: 'Cloud storage, monthly plan' },
  { day: 19, account: '6950', range: [58, 124], text: 'Pier 4 Fuels, diesel' },
  { day: 27, account: '6130', range: [24, 88], text: 'Sail needles and thread for the workshop' },
  { day: 30, account: '6310', range: [12, 30], text: 'Harbor bridge toll, van' },
];

export const PAYROLL = { firstPayday: '2026-01-02', gross: 2120000, withheldPercent: 22.5, employerPercent: 7.65 };
export const LOAN = { opening: 18640000, ratePercent: 6.6, payment: 415000, day: 15 };
export const SAVINGS_RATE_PERCENT = 3.1;

// Money moved between own accounts.
export const TRANSFERS = [
  { date: '2026-02-10', from: 'euro', to: 'guarantee', amount: 400000, text: 'Customs guarantee for shipments through Hamburg' },
  { date: '2026-07-14', from: 'checking', to: 'savings', amount: 6500000, text: 'Transfer to savings' },
  { date: '2026-10-08', from: 'checking', to: 'savings', amount: 8000000, text: 'Transfer to savings' },
];

// What the first statements open with; the books' opening balance has the transit items in it as well.
export const OPENING_STATEMENTS = { checking: 27138055, savings: 4521837, euro: 4891240 };
export const OPENING_TRANSIT = [
  { account: 'checking', reference: 'CHK-3061', date: '2025-12-18', amount: -118460, clears: '2026-03-10', text: 'Check 3061 to Dockside Office Products' },
  { account: 'checking', reference: 'CHK-3068', date: '2025-12-29', amount: -293015, clears: '2026-01-06', text: 'Check 3068 to Fenwick Hale LLP' },
  { account: 'checking', reference: 'CHK-3069', date: '2025-12-30', amount: -64000, clears: '2026-01-09', text: 'Check 3069 to Clearview Cleaning' },
  { account: 'checking', reference: 'DEP-0411', date: '2025-12-31', amount: 341288, clears: '2026-01-02', text: 'Deposit 411, customers\' checks' },
];
export const OPENING_CASH = { account: '1050', currency: 'USD', amount: 50000 };
export const OPENING_CREDITS = { '1210': 520000, '2200': 861340, '2330': 987400, '3000': 15000000 };

export const HOLIDAYS = new Set([
  '2025-09-01', '2025-10-13', '2025-11-11', '2025-11-27', '2025-12-25', '2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25',
  '2026-06-19', '2026-07-03', '2026-07-04', '2026-09-07', '2026-10-12', '2026-11-11', '2026-11-26', '2026-12-25', '2027-01-01',
]);

export const customer = (id) => CUSTOMERS.find((each) => each.id === id);
export const vendor = (id) => VENDORS.find((each) => each.id === id);
export const family = (id) => FAMILIES.find((each) => each.id === id);
