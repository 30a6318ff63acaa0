// What has to hold before anything is written.

import { ACCOUNTS, BANK_ACCOUNTS, CONTROLS, CURRENCIES, EVE, FAMILIES, MONTHS } from './company.mjs';
import { daysBetween, lastDay, monthOf } from './calendar.mjs';
import { isForRules } from './card.mjs';
import { statements } from './bank.mjs';
import { books, glBalance, isControl, journalLines, signedAmount, variance } from './books.mjs';
import { PLANTED } from './planted.mjs';
import { byDate, sum } from './values.mjs';

const isBroken = (entry) => !entry.mends; // the books without what mends them
const isLeft = (entry) => !isForRules(entry); // by the rules, which book in the close
const UNDECIDED = ['2100', '2500', '6950', '6990'];

export function checkAll() {
  checkEntries();
  checkOpening();
  checkItems();
  checkCash();
  for (const { month } of MONTHS) {
    checkMended(month);
    checkBroken(month);
    checkAgeing(month);
    checkTransit(month);
  }
}

function check(holds, message) {
  if (!holds) throw new Error(`self-check failed: ${message}`);
}

function namesItsSubledger({ account, subledger, entity, reference }) {
  if (!subledger) return !isControl(account);
  return CONTROLS[subledger].includes(account) && Boolean(entity && reference);
}

function checkEntries() {
  const codes = new Set(ACCOUNTS.map((account) => account.code));
  const months = new Set(MONTHS.map((plan) => plan.month));
  for (const { id, date, currency, lines } of books.entries) {
    check(lines.length >= 2 && sum(lines.map(signedAmount)) === 0, `${id} balances in ${currency}`);
    check(lines.every((line) => Number.isSafeInteger(line.amount) && line.amount > 0), `${id} has positive amounts in minor units`);
    check(lines.every((line) => codes.has(line.account)), `${id} posts to known accounts`);
    check(lines.every(namesItsSubledger), `${id} names its subledgers`);
    check(months.has(monthOf(date)) && date <= lastDay(monthOf(date)) && id.startsWith(`JE-${monthOf(date)}-`), `${id} is dated inside its month`);
  }
  const entries = books.entries.filter(isBroken);
  check(entries.every((entry, index) => index === 0 || (entries[index - 1].id < entry.id && entries[index - 1].date <= entry.date)), 'entries are in order of date and number');
  check(new Set(books.entries.map((entry) => entry.id)).size === books.entries.length, 'entries have ids of their own');
}

function checkOpening() {
  check(books.items.every(({ date, reference }) => date > EVE || reference), 'opening items have references');
  for (const currency of CURRENCIES) {
    check(sum(books.opening.filter((row) => row.currency === currency).map((row) => row.amount)) === 0, `openings balance in ${currency}`);
    for (const subledger in CONTROLS) check(variance(subledger, currency, EVE) === 0, `opening ${subledger} ties out in ${currency}`);
    check(books.opening.find((row) => row.account === '3200' && row.currency === currency).amount < 0, `retained earnings are positive in ${currency}`);
  }
}

function checkItems() {
  const keys = books.items.filter((each) => each.subledger !== 'BANK').map((each) => `${each.subledger} ${each.reference}`);
  check(new Set(keys).size === keys.length, 'references are unique within a subledger');
  for (const { appliesTo, reference, entity, currency, subledger, date } of books.items.filter((each) => each.appliesTo)) {
    const target = books.items.find((each) => each.subledger === subledger && each.reference === appliesTo);
    const sameParty = target?.entity === entity && target?.currency === currency;
    check(sameParty && target.date <= date, `${reference} applies to an earlier item of the same party`);
  }
  check(books.invoices.every((invoice) => invoice.outstanding >= 0), 'no invoice is overpaid');
  for (const { id } of FAMILIES) checkNeverNegative(books.items.filter((each) => each.entity === id), `stock of ${id}`);
}

function checkCash() {
  for (const { code, currency, name } of Object.values(BANK_ACCOUNTS).filter((each) => !each.cycleDay)) {
    const moves = journalLines().filter((line) => line.account === code).sort(byDate);
    checkNeverNegative([{ side: 'debit', amount: glBalance(code, currency, EVE), date: EVE }, ...moves], name);
  }
  for (const { bank, to, closing } of statements()) check(bank.cycleDay ? closing < 0 : closing >= 0, `${bank.name} is as it should be on ${to}, not ${closing}`);
}

function checkNeverNegative(moves, what) {
  const days = new Map();
  for (const move of moves) days.set(move.date, (days.get(move.date) ?? 0) + signedAmount(move));
  let balance = 0;
  for (const date of [...days.keys()].sort()) {
    balance += days.get(date);
    check(balance >= 0, `${what} is not negative on ${date}, but ${balance}`);
  }
}

// With what mends them, the books of every month tie out, and suspense and clearing accounts are empty.
function checkMended(month) {
  const date = lastDay(month);
  for (const currency of CURRENCIES) {
    for (const subledger in CONTROLS) check(variance(subledger, currency, date) === 0, `${subledger} ${currency} at ${date} ties out, not off by ${variance(subledger, currency, date)}`);
    for (const account of UNDECIDED) check(glBalance(account, currency, date, isLeft) === 0, `${account} ${currency} at ${date} is empty`);
    for (const account of ['2150', '2200', '2300', '2310', '2330', '2600']) check(glBalance(account, currency, date) <= 0, `${account} ${currency} at ${date} is owed`);
    check(sum(ACCOUNTS.map((account) => glBalance(account.code, currency, date))) === 0, `trial balance ${currency} at ${date}`);
  }
}

// Without it, nothing is wrong in January, and from February on what is planted and nothing else.
function checkBroken(month) {
  const date = lastDay(month);
  const { missingInvoice, transposedBill, unbilledReceipt, unidentifiedDeposit, cardPurchase } = PLANTED;
  const expected = month < PLANTED.month ? {} : {
    'AR USD': -missingInvoice.amount,
    'AP EUR': transposedBill.amount - transposedBill.inSubledger,
    '2100 USD': -unbilledReceipt.amount,
    '6990 USD': -unidentifiedDeposit.amount,
    '6950 USD': cardPurchase.amount,
  };
  for (const currency of CURRENCIES) {
    for (const subledger in CONTROLS) {
      const found = variance(subledger, currency, date, isBroken);
      check(found === (expected[`${subledger} ${currency}`] ?? 0), `${subledger} ${currency} at ${date} differs as planted, not by ${found}`);
    }
    for (const account of UNDECIDED) {
      const found = glBalance(account, currency, date, (entry) => isBroken(entry) && isLeft(entry));
      check(found === (expected[`${account} ${currency}`] ?? 0), `${account} ${currency} at ${date} is as planted, not ${found}`);
    }
  }
}

// Dollar receivables are spread over every bucket of the ageing: current, 1 to 30, 31 to 60, 61 to 90, over 90 days.
function checkAgeing(month) {
  const date = lastDay(month);
  const open = new Map();
  for (const each of books.items.filter((row) => row.subledger === 'AR' && row.currency === 'USD' && row.date <= date)) {
    const key = each.appliesTo || each.reference;
    const known = open.get(key) ?? { amount: 0, due: '' };
    open.set(key, { amount: known.amount + signedAmount(each), due: each.due || known.due });
  }
  const buckets = [0, 0, 0, 0, 0];
  for (const { amount, due } of open.values()) buckets[Math.max(0, Math.min(4, Math.ceil(daysBetween(due, date) / 30)))] += amount;
  check(buckets.every((amount) => amount > 0), `receivables at ${date} are spread over all ages: ${buckets.join(', ')}`);
}

// Every month ends with deposits in transit and outstanding checks.
function checkTransit(month) {
  const date = lastDay(month);
  const underway = journalLines().filter((line) => line.seen?.bank === BANK_ACCOUNTS.checking && line.date <= date && line.seen.date > date);
  check(underway.some((line) => line.side === 'debit'), `deposits are in transit at ${date}`);
  check(underway.some((line) => line.side === 'credit' && line.reference.startsWith('CHK')), `checks are outstanding at ${date}`);
}
