// Reversals on the first day, adjustments on the last.

import { ACCOUNTS, ASSETS, CHANNELS, CONTROL, FAMILIES, INCOME_TAX_PERCENT, PREPAIDS, UNTAGGED } from './company.mjs';
import { addMonths, daysBetween, firstDay, lastDay, monthOf, monthTitle } from './calendar.mjs';
import { books, credit, creditsIn, debit, glBalance, item, post } from './books.mjs';
import { unpaidWorkingDays, wagesOf } from './payroll.mjs';
import { amortisedBefore, depreciatedBefore, loanInterest } from './schedules.mjs';
import { percentOf, randomFor, sum } from './values.mjs';

const adjust = (month, text, lines) => post({ date: lastDay(month), kind: 'adjusting', text, lines });
const isYearEnd = (month) => month.endsWith('-12');

export function reverseAccruals({ month }) {
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

export function accrue({ month, staff }) {
  const random = randomFor(`${month} accruals`);
  const principal = -glBalance('2600', 'USD', lastDay(month));
  const workingDays = unpaidWorkingDays(month);
  const accruals = [
    { text: 'electricity', expense: '6110', liability: '2300', amount: random.int(144, 156) * 1000 },
    { text: 'freight of the last week', expense: '6300', liability: '2300', amount: random.int(100, 125) * 1000 },
    { text: 'sales commissions', expense: '6030', liability: '2300', amount: percentOf(creditsIn(month, '4000'), 1.5) },
    { text: 'loan interest since the 15th', expense: '6900', liability: '2300', amount: Math.round(loanInterest(principal) / 2) },
    { text: `wages, ${workingDays} working days`, expense: '6000', liability: '2310', amount: wagesOf(workingDays, staff) },
    { text: 'audit of the year', expense: '6500', liability: '2300', amount: isYearEnd(month) ? 925000 : 0 },
    { text: 'staff bonus of the year', expense: '6000', liability: '2310', amount: isYearEnd(month) ? 1868500 : 0 },
  ];
  for (const accrual of accruals.filter((each) => each.amount > 0)) {
    const { text, expense, liability, amount } = accrual;
    const entry = adjust(month, `Accrual ${monthTitle(month)}: ${text}`, [debit(expense, amount), credit(liability, amount)]);
    books.accruals.push({ ...accrual, month, entry });
  }
}

export function depreciate({ month }) {
  for (const asset of ASSETS.filter((each) => !each.byClose)) {
    const amount = depreciatedBefore(asset, addMonths(month, 1)) - depreciatedBefore(asset, month);
    if (amount > 0) adjust(month, `Depreciation ${monthTitle(month)}: ${asset.text}`, [debit('6700', amount, { reference: asset.id }), credit('1590', amount, { reference: asset.id })]);
  }
}

export function amortisePrepaids({ month }) {
  for (const prepaid of PREPAIDS.filter((each) => !each.byClose)) {
    const amount = amortisedBefore(prepaid, addMonths(month, 1)) - amortisedBefore(prepaid, month);
    if (amount > 0) adjust(month, `Prepaid used ${monthTitle(month)}: ${prepaid.text}`, [debit(prepaid.expense, amount, { reference: prepaid.id }), credit('1400', amount, { reference: prepaid.id })]);
  }
}

export function provideForBadDebts({ month }) {
  const billed = books.invoices.filter((invoice) => invoice.date && monthOf(invoice.date) === month && invoice.customer.currency === 'USD');
  const amount = percentOf(sum(billed.map((invoice) => invoice.total)), 0.25);
  adjust(month, 'Allowance for doubtful accounts, 0.25% of credit sales', [debit('6800', amount), credit('1210', amount)]);
  if (isYearEnd(month)) provideForTheDoubtful(month);
}

// At the year's end the allowance has to cover half of what is more than 90 days overdue.
function provideForTheDoubtful(month) {
  const overdue = books.invoices.filter(({ customer, due, outstanding }) => customer.currency === 'USD' && outstanding > 0 && daysBetween(due, lastDay(month)) > 90);
  const missing = Math.round(sum(overdue.map((invoice) => invoice.outstanding)) / 2) + glBalance('1210', 'USD', lastDay(month));
  if (missing > 0) adjust(month, 'Allowance for doubtful accounts, to half of what is over 90 days overdue', [debit('6800', missing), credit('1210', missing)]);
}

export function countStock({ month }) {
  const random = randomFor(`${month} stock count`);
  const counted = isYearEnd(month) ? FAMILIES.filter((each) => each.currency === 'USD') : [random.pick(FAMILIES.filter((each) => each.currency === 'USD'))];
  for (const { id } of counted) {
    const amount = random.money([110, 380]);
    const text = isYearEnd(month) ? `Year-end count ${id}, shortage written off` : `Cycle count ${id}, shortage written off`;
    adjust(month, text, [debit('5900', amount, { job: month === UNTAGGED.month ? '' : CHANNELS.USD }), credit(CONTROL.INV, amount, item('INV', id, isYearEnd(month) ? `COUNT-${month}-${id}` : `COUNT-${month}`))]);
  }
}

// On the year so far, in USD; what a weak month makes too much is taken back.
export function accrueIncomeTax({ month }) {
  const results = ACCOUNTS.filter(({ code, type }) => ['revenue', 'expense'].includes(type) && code !== '6980');
  const before = -sum(results.map(({ code }) => glBalance(code, 'USD', lastDay(month))));
  const amount = Math.max(0, percentOf(before, INCOME_TAX_PERCENT)) - glBalance('6980', 'USD', lastDay(month));
  const text = `Income tax, ${INCOME_TAX_PERCENT}% of the result of the year so far`;
  if (amount > 0) adjust(month, text, [debit('6980', amount), credit('2330', amount)]);
  if (amount < 0) adjust(month, text, [debit('2330', -amount), credit('6980', -amount)]);
}
