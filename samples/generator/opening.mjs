// Opening balances and the items that they consist of, all dated before the books start.

import {
  ASSETS, BANK_ACCOUNTS, BOOKS_START, CONTROL, CURRENCIES, CUSTOMERS, EVE, FAMILIES, LOAN, OPENING_CASH, OPENING_CREDITS, OPENING_STATEMENTS, OPENING_TRANSIT, PREPAIDS, customer, vendor,
} from './company.mjs';
import { addDays, monthOf, previousBusinessDay } from './calendar.mjs';
import { addBankLine, addItem, books, credit, debit, item, nextReference, subledgerBalance } from './books.mjs';
import { amortisedBefore, depreciatedBefore, loanInterest } from './schedules.mjs';
import { wagesOf } from './payroll.mjs';
import { addBill } from './purchases.mjs';
import { planReceipts } from './sales.mjs';
import { byDate, randomFor, sum } from './values.mjs';

export function makeOpening() {
  openReceivables();
  openPayables();
  openInventory();
  openBanks();
  openAccruals();
  openFixedBalances();
  openRetainedEarnings();
}

const open = (account, currency, amount) => books.opening.push({ account, currency, amount });

function openControl(subledger) {
  for (const currency of CURRENCIES) open(CONTROL[subledger], currency, subledgerBalance(subledger, currency, EVE));
}

function openReceivables() {
  const random = randomFor('opening receivables');
  const recent = (id) => ({ date: previousBusinessDay(addDays('2025-12-30', -random.int(0, 34))), id });
  const dollars = CUSTOMERS.filter((each) => each.currency === 'USD').map((each) => each.id);
  const orders = [
    { date: '2025-09-18', id: 'CUST-011', total: 328015, disputed: true },
    { date: '2025-10-28', id: 'CUST-005', total: 541210 },
    { date: '2025-11-05', id: 'CUST-010', total: 187690, disputed: true },
    { date: '2025-11-14', id: 'CUST-012', total: 412366, paidOn: '2026-03-19' },
    { date: '2025-12-11', id: 'CUST-011', total: 633841, paidOn: '2026-04-15' },
    ...[...dollars, ...dollars.slice(0, 4)].map(recent),
    ...['CUST-020', 'CUST-021', 'CUST-022', 'CUST-020', 'CUST-023'].map(recent),
  ];
  for (const { date, id, total, disputed, paidOn } of orders.sort(byDate)) {
    const buyer = customer(id);
    const amount = total ?? Math.round((random.money(buyer.currency === 'USD' ? [4200, 21500] : [2600, 7800]) * (buyer.size ?? 100)) / 100);
    const invoice = { reference: nextReference('INV'), customer: buyer, total: amount, outstanding: amount, due: addDays(date, buyer.terms) };
    const planned = disputed ? [] : planReceipts(invoice, random, BOOKS_START);
    invoice.payments = paidOn ? [{ date: paidOn, share: 1 }] : planned;
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
  for (const { date, supplier, amount } of orders.sort(byDate)) {
    const bill = addBill(supplier, date, amount);
    const line = credit(CONTROL.AP, amount, item('AP', supplier.id, bill.reference, { due: bill.due }));
    addItem(line, date, supplier.currency, `Bill ${bill.reference} from ${supplier.name}`);
  }
  openControl('AP');
}

function openInventory() {
  for (const { id, currency, opening } of FAMILIES) addItem(debit(CONTROL.INV, opening, item('INV', id, `OPEN-${id}`)), EVE, currency, 'Stock counted at year end');
  openControl('INV');
}

// The books open with what the first statement opens with, and what was under way to or from the bank.
function openBanks() {
  for (const [key, balance] of Object.entries(OPENING_STATEMENTS)) {
    const bank = BANK_ACCOUNTS[key];
    addItem(debit(bank.code, balance, item('BANK', bank.name, 'OPENING')), EVE, bank.currency, 'Balance of the last statement of 2025');
    const transit = OPENING_TRANSIT.filter((each) => each.account === key);
    for (const { reference, date, amount, clears, text } of transit) {
      const line = amount > 0 ? debit(bank.code, amount, item('BANK', bank.name, reference)) : credit(bank.code, -amount, item('BANK', bank.name, reference));
      addItem(line, date, bank.currency, text);
      addBankLine({ bank, date: clears, reference, amount, text: amount > 0 ? 'DEPOSIT' : `CHECK ${reference.slice(4)}` });
    }
    open(bank.code, bank.currency, balance + sum(transit.map((each) => each.amount)));
  }
}

// December's accruals stand in the opening balances and are reversed on the first day.
function openAccruals() {
  const december = [
    { text: 'electricity', expense: '6110', liability: '2300', amount: 149500 },
    { text: 'freight of the last week', expense: '6300', liability: '2300', amount: 112000 },
    { text: 'sales commissions', expense: '6030', liability: '2300', amount: 298450 },
    { text: 'loan interest since the 15th', expense: '6900', liability: '2300', amount: Math.round(loanInterest(LOAN.opening) / 2) },
    { text: 'wages, 8 working days', expense: '6000', liability: '2310', amount: wagesOf(8, 100) },
  ];
  books.accruals.push(...december.map((accrual) => ({ ...accrual, month: '2025-12' })));
  for (const liability of ['2300', '2310']) open(liability, 'USD', -sum(december.filter((accrual) => accrual.liability === liability).map((accrual) => accrual.amount)));
}

function openFixedBalances() {
  const start = monthOf(BOOKS_START);
  const owned = ASSETS.filter((asset) => !asset.bought);
  open(OPENING_CASH.account, OPENING_CASH.currency, OPENING_CASH.amount);
  for (const [account, amount] of Object.entries(OPENING_CREDITS)) open(account, 'USD', -amount);
  open('1400', 'USD', sum(PREPAIDS.filter((prepaid) => !prepaid.paidOn).map((prepaid) => prepaid.cost - amortisedBefore(prepaid, start))));
  for (const account of ['1500', '1510', '1520']) open(account, 'USD', sum(owned.filter((asset) => asset.account === account).map((asset) => asset.cost)));
  open('1590', 'USD', -sum(owned.map((asset) => depreciatedBefore(asset, start))));
  open('2600', 'USD', -LOAN.opening);
}

function openRetainedEarnings() {
  for (const currency of CURRENCIES) open('3200', currency, -sum(books.opening.filter((row) => row.currency === currency).map((row) => row.amount)));
}
