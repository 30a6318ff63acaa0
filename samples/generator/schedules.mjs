// Straight-line schedules and the loan's interest.

import { LOAN } from './company.mjs';
import { monthOf, monthsBetween } from './calendar.mjs';

const usedMonths = (start, length, month) => Math.max(0, Math.min(length, monthsBetween(start, month)));

// Equal months; what rounding leaves falls into the last one.
const straightLine = (amount, length, months) => (months >= length ? amount : Math.round(amount / length) * months);

// Up to the month, without it; a sold asset stops in the month of its sale.
export function depreciatedBefore(asset, month) {
  const end = asset.sold && monthOf(asset.sold.on) < month ? monthOf(asset.sold.on) : month;
  return straightLine(asset.cost - asset.residual, asset.life, usedMonths(asset.inService, asset.life, end));
}

export const amortisedBefore = (prepaid, month) => straightLine(prepaid.cost, prepaid.months, usedMonths(prepaid.start, prepaid.months, month));
export const loanInterest = (principal) => Math.round((principal * LOAN.ratePercent) / 1200);
