// Money in and out: the line of the entry, the item in the bank's books, and when and how the bank shows it.
// Deposits take a business day or two, checks as long as their payees do: what is not there at a month's end is in transit or outstanding.

import { BANK_ACCOUNTS, MAIN_ACCOUNT, MONTHS, OPENING_STATEMENTS } from './company.mjs';
import { addDays, addMonths, businessDayAfter, firstDay, lastDay, monthOf, nextBusinessDay } from './calendar.mjs';
import { books, credit, debit, item, nextReference } from './books.mjs';
import { sum } from './values.mjs';

const onBank = (bank, reference, seen) => item('BANK', bank.name, reference, { seen: { bank, reference, ...seen } });
const bankText = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[^ -~]/g, '').toUpperCase().slice(0, 48).trim();

// Both sides know the reference, and the bank books on the same day.
export function paid(currency, amount, reference, date, text, bank = MAIN_ACCOUNT[currency]) {
  return credit(bank.code, amount, onBank(bank, reference, { date: nextBusinessDay(date), text: bankText(text) }));
}

export function received(currency, amount, reference, date, text, bank = MAIN_ACCOUNT[currency]) {
  return debit(bank.code, amount, onBank(bank, reference, { date: nextBusinessDay(date), text: bankText(text) }));
}

// The bank shows a receipt under its own number; only the amount tells.
export function receivedUnderTrace(amount, reference, date, text) {
  const trace = nextReference('TRACE').replace('-', ' ');
  return debit(MAIN_ACCOUNT.USD.code, amount, onBank(MAIN_ACCOUNT.USD, reference, { date, reference: trace, text: bankText(text) }));
}

// The checks of one day go to the bank on one slip.
export function deposited(amount, date) {
  const slip = `DEP-${date.slice(2).replaceAll('-', '')}`;
  return debit(MAIN_ACCOUNT.USD.code, amount, onBank(MAIN_ACCOUNT.USD, slip, { date: businessDayAfter(date), gather: slip, text: 'DEPOSIT' }));
}

// Two business days, so that every month ends with sales that are still under way.
export function settledByCards(amount, reference, date) {
  const batch = nextReference('MERCH').replace('-', ' ');
  return debit(MAIN_ACCOUNT.USD.code, amount, onBank(MAIN_ACCOUNT.USD, reference, { date: businessDayAfter(businessDayAfter(date)), reference: batch, text: 'MERCHANT SETTLEMENT' }));
}

// Thursday's ACH file is one debit on the statement, and the books know each of its payments as part of it.
export function paidByAch(amount, date) {
  const file = `ACH ${date.slice(2).replaceAll('-', '')}`;
  return credit(MAIN_ACCOUNT.USD.code, amount, onBank(MAIN_ACCOUNT.USD, file, { date: businessDayAfter(date), reference: file, gather: file, text: 'ACH ORIGINATION, VENDOR FILE' }));
}

// Most checks come in within two weeks, a few take a month.
export function paidByCheck(amount, reference, date, random) {
  const days = random.chance(8) ? random.int(24, 37) : random.int(3, 13);
  return credit(MAIN_ACCOUNT.USD.code, amount, onBank(MAIN_ACCOUNT.USD, reference, { date: nextBusinessDay(addDays(date, days)), text: `CHECK ${reference.slice(4)}` }));
}

// A SEPA transfer is there on the next business day.
export function paidBySepa(amount, reference, date, text) {
  return credit(MAIN_ACCOUNT.EUR.code, amount, onBank(MAIN_ACCOUNT.EUR, reference, { date: businessDayAfter(date), text: bankText(text) }));
}

// The card's issuer books a purchase on the next business day.
export function boughtByCard(amount, reference, date, text) {
  const { card } = BANK_ACCOUNTS;
  return credit(card.code, amount, onBank(card, reference, { date: businessDayAfter(date), text: bankText(text) }));
}

const statementEnd = ({ cycleDay }, month) => (cycleDay ? `${month}-${cycleDay}` : lastDay(month));

// One statement a month and account, from its first movement on; rows after the year are on a statement yet to come.
export function statements() {
  return Object.entries(BANK_ACCOUNTS).flatMap(([key, bank]) => {
    const lines = books.bankLines.filter((line) => line.bank === bank);
    const start = key in OPENING_STATEMENTS ? firstDay(MONTHS[0].month) : lines.map((line) => line.date).sort()[0];
    const months = MONTHS.filter(({ month }) => month >= monthOf(start)).map(({ month }) => month);
    let balance = OPENING_STATEMENTS[key] ?? 0;
    return months.map((month) => {
      const opening = balance;
      const from = month === monthOf(start) ? start : addDays(statementEnd(bank, addMonths(month, -1)), 1);
      const to = statementEnd(bank, month);
      balance += sum(lines.filter((line) => line.date >= from && line.date <= to).map((line) => line.amount));
      return { key, bank, from, to, opening, closing: balance };
    });
  });
}
