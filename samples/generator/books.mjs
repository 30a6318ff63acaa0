// The books: entries, subledger items, what the bank saw, and what is still to be paid.

import { CONTROLS } from './company.mjs';
import { monthOf } from './calendar.mjs';
import { byDate, padded, sum } from './values.mjs';

export const books = {
  opening: [], // { account, currency, amount }: debits positive
  entries: [], // { id, date, text, currency, kind, lines, mends }
  items: [], // rows of subledgers.csv
  bankLines: [], // { bank, date, reference, amount, text, mends }: what the bank saw; money received is positive
  invoices: [], // { reference, customer, date, lines, total, outstanding, due, payments: [{ date, share }] }
  bills: [], // { reference, vendor, amount, payOn }
  accruals: [], // { text, expense, liability, amount, entry }: reversed on the next month's first day
  payrollTaxes: [], // { payday, amount, date }
  counters: { INV: 970, RCPT: 500, BILL: 1980, PAY: 3100, CHK: 3070, RCV: 640, Z: 1180, CM: 30, DEPO: 0, MERCH: 20510, POS: 0, TRACE: 771940 },
};

let isMending = false;

// What is made inside goes into the mending directory: entries, items and bank rows.
export function mending(make) {
  isMending = true;
  try {
    return make();
  } finally {
    isMending = false;
  }
}

export function nextReference(prefix) {
  books.counters[prefix] += 1;
  return `${prefix}-${padded(books.counters[prefix], 4)}`;
}

export const debit = (account, amount, detail = {}) => ({ account, side: 'debit', amount, ...detail });
export const credit = (account, amount, detail = {}) => ({ account, side: 'credit', amount, ...detail });
export const item = (subledger, entity, reference, extra = {}) => ({ subledger, entity, reference, ...extra });
export const signedAmount = (line) => (line.side === 'debit' ? line.amount : -line.amount);

// Posts an entry. A line to a control account also becomes the subledger's item, and one to a bank account what the bank sees of it.
export function post({ date, text, currency = 'USD', kind = 'standard', lines }) {
  const entry = { date, text, currency, kind, lines: lines.filter((line) => line.amount !== 0), mends: isMending };
  books.entries.push(entry);
  for (const line of entry.lines.filter((each) => each.subledger)) {
    addItem(line, date, currency, text);
    if (line.seen) addBankLine({ ...line.seen, amount: signedAmount(line), text: line.seen.text ?? text });
  }
  return entry;
}

export function addItem(line, date, currency, text) {
  const { subledger, entity, reference, side, amount, due = '', appliesTo = '' } = line;
  books.items.push({ subledger, entity, reference, date, due, side, amount, currency, appliesTo, text, mends: isMending });
}

// Lines that the bank takes together (one deposit slip, one ACH file) have one `gather` key and become one row.
export function addBankLine({ bank, date, reference, gather, amount, text }) {
  const known = gather && books.bankLines.find((line) => line.bank === bank && line.gather === gather);
  if (known) known.amount += amount;
  else books.bankLines.push({ bank, date, reference, gather, amount, text, mends: isMending });
}

// All lines of the journal with the date and currency of their entry.
export const journalLines = () => books.entries.flatMap(({ date, currency, lines, mends }) => lines.map((line) => ({ ...line, date, currency, mends })));

// Opening plus journal to a date; debits are positive. `accepts` leaves the mending entries out where asked.
export function glBalance(account, currency, date, accepts = () => true) {
  const opening = books.opening.filter((row) => row.account === account && row.currency === currency).map((row) => row.amount);
  const entries = books.entries.filter((entry) => entry.currency === currency && entry.date <= date && accepts(entry));
  return sum(opening) + sum(entries.flatMap((entry) => entry.lines).filter((line) => line.account === account).map(signedAmount));
}

export function creditsIn(month, account) {
  const lines = journalLines().filter((line) => monthOf(line.date) === month && line.account === account && line.side === 'credit');
  return sum(lines.map((line) => line.amount));
}

export function subledgerBalance(subledger, currency, date, accepts = () => true) {
  const items = books.items.filter((each) => each.subledger === subledger && each.currency === currency && each.date <= date && accepts(each));
  return sum(items.map(signedAmount));
}

// Subledger less ledger.
export const variance = (subledger, currency, date, accepts) =>
  subledgerBalance(subledger, currency, date, accepts) - sum(CONTROLS[subledger].map((account) => glBalance(account, currency, date, accepts)));

// By date; entries of one day keep the order in which the cycles made them. Mending entries are numbered M01, M02, ...
export function numberEntries(month) {
  const added = books.entries.filter((entry) => !entry.id).sort(byDate);
  added.filter((entry) => !entry.mends).forEach((entry, index) => { entry.id = `JE-${month}-${padded(index + 1, 4)}`; });
  added.filter((entry) => entry.mends).forEach((entry, index) => { entry.id = `JE-${monthOf(entry.date)}-M${padded(index + 1, 2)}`; });
  books.entries = [...books.entries.filter((entry) => !added.includes(entry)), ...added];
}

export const isControl = (account) => Object.values(CONTROLS).flat().includes(account);
