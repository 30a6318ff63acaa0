// Plants the problems of planted.mjs, and makes what mends them: the rows of the mending directory.

import { BANK_ACCOUNTS, CONTROL, MAIN_ACCOUNT, vendor } from './company.mjs';
import { monthOf } from './calendar.mjs';
import { paid, received } from './bank.mjs';
import { addBankLine, addItem, books, credit, debit, item, mending, nextReference, post } from './books.mjs';
import { PLANTED } from './planted.mjs';
import { draftGoodsBill, postBill, receiveGoods } from './purchases.mjs';
import { fixedOrder } from './sales.mjs';
import { decimal } from './values.mjs';

// Invoices that the problems are about; the deposit that nobody knows pays one of them.
export function scriptedOrders(month) {
  const { missingInvoice, unidentifiedDeposit, missingTransaction } = PLANTED;
  const orders = [
    fixedOrder({ ...missingInvoice, mark: 'not in the subledger' }),
    fixedOrder({ ...unidentifiedDeposit, date: unidentifiedDeposit.invoicedOn, payments: [], mark: 'paid by the deposit' }),
    fixedOrder({ ...missingTransaction, payments: [{ date: missingTransaction.receivedOn, share: 1 }], mark: 'by wire' }),
  ];
  return orders.filter((order) => monthOf(order.date) === month);
}

export function scriptedReceipts(month) {
  const { transposedBill: { vendor: id, receivedOn, date, family, amount } } = PLANTED;
  if (monthOf(date) !== month) return [];
  const goods = [{ family, amount }];
  return [draftGoodsBill(date, vendor(id), receiveGoods(receivedOn, vendor(id), goods), goods)];
}

export function plantProblems({ month }) {
  if (month !== PLANTED.month) return;
  plantClearing();
  plantSuspense();
  plantUncategorised();
  plantUnrecorded();
  plantSubledgerItems();
  mending(() => post({ ...PLANTED.lateBill, lines: [debit('6110', PLANTED.lateBill.amount), credit('1050', PLANTED.lateBill.amount)] }));
}

function plantClearing() {
  const { vendor: id, receivedOn, family, amount } = PLANTED.unbilledReceipt;
  const receipt = receiveGoods(receivedOn, vendor(id), [{ family, amount }]);
  mending(() => postBill(draftGoodsBill(PLANTED.bookkeepersDay, vendor(id), receipt, [{ family, amount }])));
}

function plantSuspense() {
  const { date, amount } = PLANTED.unidentifiedDeposit;
  const reference = 'DEP-7741';
  post({ date, text: 'Unidentified deposit, bank text "NTC 7741", remitter not named', lines: [received('USD', amount, reference, date, 'NTC 7741'), credit('6990', amount, { reference })] });
  const invoice = books.invoices.find((each) => each.mark === 'paid by the deposit');
  const { id, name } = invoice.customer;
  invoice.outstanding -= amount;
  const line = credit(CONTROL.AR, amount, item('AR', id, nextReference('RCPT'), { appliesTo: invoice.reference }));
  mending(() => post({ date: PLANTED.bookkeepersDay, kind: 'correcting', text: `Deposit ${reference} is from ${name}, for ${invoice.reference}`, lines: [debit('6990', amount, { reference }), line] }));
}

function plantUncategorised() {
  const { date, amount } = PLANTED.cardPurchase;
  post({ date, text: 'Card purchase, receipt missing', lines: [debit('6950', amount), paid('USD', amount, 'CARD-0217', date, 'DEBIT CARD PURCHASE 0217')] });
  mending(() => post({ date: PLANTED.bookkeepersDay, kind: 'correcting', text: 'Card purchase of February 17: pallet jack repair', lines: [debit('6130', amount), credit('6950', amount)] }));
}

function plantUnrecorded() {
  const bank = MAIN_ACCOUNT.USD;
  for (const { date, reference, amount, bankText, text } of PLANTED.unrecorded) {
    addBankLine({ bank, date, reference, amount, text: bankText });
    const money = item('BANK', bank.name, reference);
    const lines = amount < 0 ? [debit('6600', -amount), credit(bank.code, -amount, money)] : [debit(bank.code, amount, money), credit('6600', amount)];
    mending(() => post({ date, text, lines }));
  }
}

// The item that never came, and the item with two digits swapped: items are only added, so a second item makes up the difference.
function plantSubledgerItems() {
  const invoice = books.invoices.find((each) => each.mark === 'not in the subledger');
  books.items.find((each) => each.subledger === 'AR' && each.reference === invoice.reference).mends = true;
  const { date, vendor: id, amount, inSubledger } = PLANTED.transposedBill;
  const bill = books.items.find((each) => each.subledger === 'AP' && each.entity === id && each.date === date);
  bill.amount = inSubledger;
  const correction = credit(CONTROL.AP, amount - inSubledger, item('AP', id, `${bill.reference}-C`, { due: bill.due, appliesTo: bill.reference }));
  mending(() => addItem(correction, date, bill.currency, `${bill.reference} is ${decimal(amount)}, keyed as ${decimal(inSubledger)}`));
}

// After all months, when every statement row is known: those that the bank's file lacks.
export function plantStatements() {
  const receipt = missingReceipt();
  books.bankLines.find((line) => line.reference === receipt).mends = true;
  const late = PLANTED.statementsToCome.map((key) => BANK_ACCOUNTS[key]);
  for (const line of books.bankLines) if (late.includes(line.bank) && monthOf(line.date) === PLANTED.month) line.mends = true;
}

const missingReceipt = () => books.invoices.find((each) => each.mark === 'by wire').lastReceipt;

// A statement as it came: late ones are in the mending directory; one came with an opening balance keyed wrongly, and is issued anew there.
export function issuesOf(statement) {
  if (monthOf(statement.to) !== PLANTED.month) return [{ ...statement, mends: false }];
  if (PLANTED.statementsToCome.includes(statement.key)) return [{ ...statement, mends: true }];
  if (statement.key !== PLANTED.wrongOpening) return [{ ...statement, mends: false }];
  return [{ ...statement, opening: swapTwoDigits(statement.opening), mends: false }, { ...statement, mends: true }];
}

// The first two neighbours that differ, beginning with the second digit.
function swapTwoDigits(amount) {
  const digits = [...String(amount)];
  const at = digits.findIndex((digit, index) => index > 0 && digit !== digits[index + 1]);
  [digits[at], digits[at + 1]] = [digits[at + 1], digits[at]];
  return Number(digits.join(''));
}
