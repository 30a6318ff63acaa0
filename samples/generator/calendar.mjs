// Dates are text like 2026-01-31, months like 2026-01.

import { HOLIDAYS } from './company.mjs';

const toTime = (date) => Date.parse(`${date}T00:00:00Z`);
const monthIndex = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const monthAt = (index) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;

export const addDays = (date, days) => new Date(toTime(date) + days * 86400000).toISOString().slice(0, 10);
export const daysBetween = (from, to) => (toTime(to) - toTime(from)) / 86400000;
export const weekday = (date) => new Date(toTime(date)).getUTCDay();
export const monthOf = (date) => date.slice(0, 7);
export const addMonths = (month, count) => monthAt(monthIndex(month) + count);
export const monthsBetween = (from, to) => monthIndex(to) - monthIndex(from);
export const firstDay = (month) => `${month}-01`;
export const lastDay = (month) => addDays(firstDay(addMonths(month, 1)), -1);
export const isBusinessDay = (date) => weekday(date) !== 0 && weekday(date) !== 6 && !HOLIDAYS.has(date);
export const isShopDay = (date) => [2, 4, 5, 6].includes(weekday(date)) && !HOLIDAYS.has(date); // Tuesday, and Thursday to Saturday

export function monthTitle(month) {
  const name = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  return `${name[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}

export function daysOf(month, accepts) {
  const days = [];
  for (let date = firstDay(month); monthOf(date) === month; date = addDays(date, 1)) if (accepts(date)) days.push(date);
  return days;
}

export function nextBusinessDay(date) {
  while (!isBusinessDay(date)) date = addDays(date, 1);
  return date;
}

export function previousBusinessDay(date) {
  while (!isBusinessDay(date)) date = addDays(date, -1);
  return date;
}

export const businessDayAfter = (date) => nextBusinessDay(addDays(date, 1));
export const lastDayOfBusiness = (month) => previousBusinessDay(lastDay(month));

// The given day of a month, or the nearest business day that still lies in the month.
export function businessDayIn(month, day) {
  const date = nextBusinessDay(`${month}-${String(day).padStart(2, '0')}`);
  return monthOf(date) === month ? date : lastDayOfBusiness(month);
}
