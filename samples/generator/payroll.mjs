// Payroll: every second Friday for the two weeks that end that day.

import { PAYROLL } from './company.mjs';
import { addDays, daysOf, lastDay, monthOf, nextBusinessDay, previousBusinessDay, weekday } from './calendar.mjs';
import { paid } from './bank.mjs';
import { books, credit, debit, post } from './books.mjs';
import { percentOf, randomFor } from './values.mjs';

export const wagesOf = (workingDays, staffPercent) => Math.round((percentOf(PAYROLL.gross, staffPercent) * workingDays) / 10);

const paydaysUntil = (date) => {
  const days = [];
  for (let day = PAYROLL.firstPayday; day <= date; day = addDays(day, 14)) days.push(day);
  return days;
};

export function payroll({ month, staff }) {
  const random = randomFor(`${month} payroll`);
  for (const payday of paydaysUntil(lastDay(month)).filter((day) => monthOf(day) === month)) runPayroll(payday, percentOf(PAYROLL.gross, staff) + random.money([0, 1400]));
  for (const { payday, amount, date } of books.payrollTaxes.filter((each) => monthOf(each.date) === month)) {
    const text = `Payroll tax deposit, payroll of ${payday}`;
    post({ date, text, lines: [debit('2320', amount), paid('USD', amount, `TAX-${payday}`, date, text)] });
  }
}

// Net pay goes through the clearing account, which the direct deposits empty on the same day. A payday on a holiday is paid the day before.
function runPayroll(friday, gross) {
  const payday = previousBusinessDay(friday);
  const withheld = percentOf(gross, PAYROLL.withheldPercent);
  const employer = percentOf(gross, PAYROLL.employerPercent);
  const net = gross - withheld;
  books.payrollTaxes.push({ payday, amount: withheld + employer, date: nextBusinessDay(addDays(payday, 5)) });
  const reference = `PR-${payday}`;
  post({
    date: payday,
    text: `Payroll register, two weeks to ${friday}`,
    lines: [debit('6000', gross), debit('6010', employer), credit('2320', withheld + employer), credit('2500', net, { reference })],
  });
  post({
    date: payday,
    text: `Net pay, direct deposits, payroll of ${payday}`,
    lines: [debit('2500', net, { reference }), paid('USD', net, reference, payday, 'DIRECT DEPOSIT PAYROLL')],
  });
}

export function unpaidWorkingDays(month) {
  const lastPayday = paydaysUntil(lastDay(month)).at(-1);
  return daysOf(month, (date) => date > lastPayday && weekday(date) !== 0 && weekday(date) !== 6).length;
}
