// What goes through the bank without a bill: direct costs, taxes, the loan, transfers, interest, the sale of an asset.

import { ASSETS, BANK_COSTS, BANK_ACCOUNTS, BOOKS_START, EVE, LOAN, PREPAIDS, SAVINGS_RATE_PERCENT, TRANSFERS } from './company.mjs';
import { addDays, addMonths, businessDayIn, lastDay, lastDayOfBusiness, monthOf, monthTitle, previousBusinessDay, weekday } from './calendar.mjs';
import { paid, paidByCheck, received } from './bank.mjs';
import { books, credit, creditsIn, debit, glBalance, nextReference, post } from './books.mjs';
import { depreciatedBefore, loanInterest } from './schedules.mjs';
import { percentOf, randomFor } from './values.mjs';

// The month's last check: on the last business day, or the day before, since Thursday is the day of the ACH file.
export function pierPermit({ month }) {
  const random = randomFor(`${month} pier permit`);
  const last = lastDayOfBusiness(month);
  const date = weekday(last) === 4 ? previousBusinessDay(addDays(last, -1)) : last;
  const amount = random.money([365, 540]);
  post({ date, text: `Check to the Port Authority, pier permit and mooring fees, ${monthTitle(month)}`, lines: [debit('6130', amount), paidByCheck(amount, nextReference('CHK'), date, random)] });
}

const payFromBank = (date, currency, account, amount, reference, text) => post({ date, currency, text, lines: [debit(account, amount), paid(currency, amount, reference, date, text)] });

export function bankCosts({ month }) {
  const random = randomFor(`${month} bank costs`);
  for (const { account, day, range, currency, reference, text } of BANK_COSTS) {
    payFromBank(businessDayIn(month, day), currency, account, random.money(range), `${reference}-${month}`, `${text}, ${monthTitle(month)}`);
  }
  payFromBank(lastDayOfBusiness(month), 'USD', '6600', percentOf(creditsIn(month, '4010'), 2.4), `CARDS-${month}`, 'Card processing fees, counter sales');
  for (const prepaid of PREPAIDS.filter((each) => each.paidOn && monthOf(each.paidOn) === month)) {
    payFromBank(prepaid.paidOn, 'USD', '1400', prepaid.cost, `PREPAID-${month}`, `Prepaid for ${prepaid.months === 1 ? 'one month' : `${prepaid.months} months`}: ${prepaid.text}`);
  }
}

export function salesTaxReturn({ month }) {
  const previous = addMonths(month, -1);
  const owed = -glBalance('2200', 'USD', previous < monthOf(BOOKS_START) ? EVE : lastDay(previous));
  payFromBank(businessDayIn(month, 20), 'USD', '2200', owed, `STAX-${previous}`, `Sales tax return, ${monthTitle(previous)}`);
}

// Half of what is accrued at the end of the month before is paid in April, June and September: the year ends with weak months.
export function incomeTax({ month }) {
  if (!['04', '06', '09'].includes(month.slice(5))) return;
  const owed = percentOf(-glBalance('2330', 'USD', lastDay(addMonths(month, -1))), 50);
  payFromBank(businessDayIn(month, 15), 'USD', '2330', owed, `ITAX-${month}`, 'Income tax, instalment');
}

export function loanPayment({ month }) {
  const date = businessDayIn(month, LOAN.day);
  const interest = loanInterest(-glBalance('2600', 'USD', addDays(date, -1)));
  const text = 'Equipment loan, monthly instalment';
  post({ date, text, lines: [debit('2600', LOAN.payment - interest), debit('6900', interest), paid('USD', LOAN.payment, `LOAN-${month}`, date, text)] });
}

// Last month's commissions are paid as accrued.
export function commissionPayment({ month }) {
  const previous = addMonths(month, -1);
  const accrual = books.accruals.find((each) => each.month === previous && each.expense === '6030');
  payFromBank(businessDayIn(month, 13), 'USD', '6030', accrual.amount, `COMM-${previous}`, `Sales commissions for ${monthTitle(previous)}`);
}

export function transfers({ month }) {
  for (const { date, from, to, amount, text } of TRANSFERS.filter((each) => monthOf(each.date) === month)) {
    const { currency } = BANK_ACCOUNTS[from];
    const reference = `TRF-${date.slice(2).replaceAll('-', '')}`;
    post({ date, currency, text, lines: [received(currency, amount, reference, date, text, BANK_ACCOUNTS[to]), paid(currency, amount, reference, date, text, BANK_ACCOUNTS[from])] });
  }
}

export function savingsInterest({ month }) {
  const { code } = BANK_ACCOUNTS.savings;
  const date = lastDayOfBusiness(month);
  const amount = Math.round((glBalance(code, 'USD', addDays(date, -1)) * SAVINGS_RATE_PERCENT) / 1200);
  const text = `Interest on savings, ${monthTitle(month)}`;
  post({ date, text, lines: [received('USD', amount, `INT-${month}`, date, 'INTEREST PAID', BANK_ACCOUNTS.savings), credit('4950', amount)] });
}

export function assetSales({ month }) {
  for (const asset of ASSETS.filter(({ sold }) => sold && monthOf(sold.on) === month)) {
    const { sold: { on, price }, cost, account, text } = asset;
    const depreciated = depreciatedBefore(asset, month);
    post({
      date: on,
      text: `Sale of the old ${text}`,
      lines: [received('USD', price, `SALE-${month}`, on, 'WIRE HALYARD LIFT TRUCKS'), debit('1590', depreciated), debit('6920', cost - depreciated - price), credit(account, cost)],
    });
  }
}
