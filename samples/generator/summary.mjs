// What the year looks like, for whoever changes its figures.

import { ACCOUNTS, CURRENCIES, MONTHS } from './company.mjs';
import { addDays, firstDay, lastDay, monthOf } from './calendar.mjs';
import { books, glBalance } from './books.mjs';
import { sum } from './values.mjs';

const whole = (minor) => String(Math.round(minor / 100)).padStart(9);
const codesOf = (accepts) => ACCOUNTS.filter(accepts).map(({ code }) => code);
const REVENUE = codesOf(({ type }) => type === 'revenue');
const COGS = codesOf(({ tags }) => tags.includes('cogs'));
const RESULT = codesOf(({ type }) => ['revenue', 'expense'].includes(type));
const CASH = codesOf(({ tags }) => tags.includes('cash'));

export function printSummary() {
  const mends = books.entries.filter((entry) => entry.mends).length;
  console.log(`${books.entries.length - mends} entries, ${mends} that mend; ${books.items.length} subledger items, ${books.bankLines.length} bank transactions`);
  for (const currency of CURRENCIES) {
    console.log(`${currency}      entries   revenue margin    result      cash        AR       INV        AP`);
    for (const { month } of MONTHS) console.log(row(month, currency, firstDay(month)));
    console.log(row(MONTHS.at(-1).month, currency, firstDay(MONTHS[0].month), 'year'));
  }
}

function row(month, currency, from, title = month) {
  const [eve, end] = [addDays(from, -1), lastDay(month)];
  const moved = (codes) => sum(codes.map((code) => glBalance(code, currency, end) - glBalance(code, currency, eve)));
  const balance = (...codes) => whole(sum(codes.map((code) => glBalance(code, currency, end))));
  const entries = books.entries.filter((entry) => entry.currency === currency && entry.date > eve && monthOf(entry.date) <= month).length;
  const [revenue, cogs] = [-moved(REVENUE), moved(COGS)];
  const margin = `${(100 * (revenue - cogs) / revenue).toFixed(1)}%`;
  return [title.padEnd(8), String(entries).padStart(8), whole(revenue), margin.padStart(6), whole(-moved(RESULT)), balance(...CASH), balance('1200'), balance('1300'), balance('2000')].join(' ');
}
