// The files of a books directory: all rows but those that mend, or the mending ones alone.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNTS, ASSETS, CURRENCIES, MONTHS, PREPAIDS, RULES, SETTINGS } from './company.mjs';
import { lastDay } from './calendar.mjs';
import { statements } from './bank.mjs';
import { books } from './books.mjs';
import { issuesOf } from './february.mjs';
import { byDate, compareText, decimal } from './values.mjs';

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

function journalCsv(mends) {
  const rows = books.entries.filter((entry) => entry.mends === mends).flatMap(({ id, date, text, currency, kind, lines }) => lines.map((line) => [
    id, date, text, line.account, line.side === 'debit' ? decimal(line.amount) : '', line.side === 'credit' ? decimal(line.amount) : '', currency,
    line.subledger ?? '', line.entity ?? '', line.reference ?? '', line.job ?? '', kind,
  ]));
  return csv('entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind', rows);
}

function subledgersCsv(mends) {
  const rows = books.items.filter((each) => each.mends === mends).sort((left, right) => byDate(left, right) || compareText(left.subledger, right.subledger));
  return csv('subledger,entity,reference,date,due_date,side,amount,currency,applies_to,description', rows.map((row) => [
    row.subledger, row.entity, row.reference, row.date, row.due, row.side, decimal(row.amount), row.currency, row.appliesTo, row.text,
  ]));
}

function statementsCsv(mends) {
  const rows = statements().flatMap(issuesOf).filter((each) => each.mends === mends).sort((left, right) => compareText(left.to, right.to));
  return csv('account,currency,from,to,opening,closing,kind', rows.map(({ bank, from, to, opening, closing }) => [
    bank.name, bank.currency, from, to, decimal(opening), decimal(closing), bank.cycleDay ? 'card' : '',
  ]));
}

function transactionsCsv(mends) {
  const end = lastDay(MONTHS.at(-1).month);
  const rows = books.bankLines.filter((line) => line.mends === mends && line.date <= end).sort((left, right) => byDate(left, right) || compareText(left.bank.code, right.bank.code));
  return csv('account,currency,date,reference,amount,description', rows.map(({ bank, date, reference, amount, text }) => [bank.name, bank.currency, date, reference, decimal(amount), text]));
}

function assetsCsv() {
  const header = 'id,account,accumulated,expense,cost,residual,currency,in_service,disposal,life_months,method,rate,convention,description';
  return csv(header, ASSETS.map(({ id, text, account, cost, residual, inService, life, sold }) => [
    id, account, '1590', '6700', decimal(cost), decimal(residual), 'USD', `${inService}-01`, sold?.on ?? '', `${life}`, 'straight-line', '', 'full-month', text,
  ]));
}

function prepaidsCsv() {
  return csv('id,account,expense,amount,currency,start,end,months,convention,description', PREPAIDS.map(({ id, text, expense, cost, start, months }) => [
    id, '1400', expense, decimal(cost), 'USD', `${start}-01`, '', `${months}`, 'full-month', text,
  ]));
}

export function writeBooks(folder, mends) {
  mkdirSync(folder, { recursive: true });
  const files = {
    'bookseal.json': `${JSON.stringify(SETTINGS, null, 2)}\n`,
    'accounts.csv': accountsCsv(),
    'opening_balances.csv': openingCsv(),
    'journal.csv': journalCsv(mends),
    'subledgers.csv': subledgersCsv(mends),
    'bank_statements.csv': statementsCsv(mends),
    'bank_transactions.csv': transactionsCsv(mends),
  };
  if (!mends) Object.assign(files, { 'assets.csv': assetsCsv(), 'prepaids.csv': prepaidsCsv(), 'rules.json': `${JSON.stringify({ rules: RULES }, null, 2)}\n` });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, 'utf8');
}
