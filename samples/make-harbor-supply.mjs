// Writes the sample company's books of 2026: Harbor Supply Co.
//
//   node samples/make-harbor-supply.mjs [FOLDER]     into this folder, or into FOLDER
//
// harbor-supply/          the year. January closes cleanly. February holds the problems of generator/planted.mjs, and no others.
// harbor-supply-mended/   the rows that mend February: imported on top, every month of the year closes.
//
// Plain Node 20, no packages. The seed is fixed, so that every run writes the same bytes.
// Months are made in order, each cycle of a month draws from its own random stream, and earlier months do not depend on later ones.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { numberEntries } from './generator/books.mjs';
import { cardPayment, cardPurchases } from './generator/card.mjs';
import { checkAll } from './generator/checks.mjs';
import { MONTHS } from './generator/company.mjs';
import { plantProblems, plantStatements } from './generator/february.mjs';
import { writeBooks } from './generator/files.mjs';
import { accrue, accrueIncomeTax, amortisePrepaids, countStock, depreciate, provideForBadDebts, reverseAccruals } from './generator/month-end.mjs';
import { makeOpening } from './generator/opening.mjs';
import { payroll } from './generator/payroll.mjs';
import { purchases, vendorPayments } from './generator/purchases.mjs';
import { counterSales, creditMemos, creditSales, customerDeposits, customerReceipts, writeOffs } from './generator/sales.mjs';
import { printSummary } from './generator/summary.mjs';
import { assetSales, bankCosts, commissionPayment, incomeTax, loanPayment, pierPermit, salesTaxReturn, savingsInterest, transfers } from './generator/treasury.mjs';

const CYCLES = [
  reverseAccruals, customerDeposits, creditSales, counterSales, creditMemos, customerReceipts, writeOffs, purchases, vendorPayments, payroll,
  bankCosts, cardPurchases, cardPayment, salesTaxReturn, incomeTax, loanPayment, commissionPayment, transfers, savingsInterest, assetSales, pierPermit,
  plantProblems,
  depreciate, amortisePrepaids, accrue, provideForBadDebts, countStock, accrueIncomeTax,
];

makeOpening();
for (const plan of MONTHS) {
  for (const cycle of CYCLES) cycle(plan);
  numberEntries(plan.month);
}
plantStatements();
checkAll();
const folder = process.argv[2] ?? dirname(fileURLToPath(import.meta.url));
writeBooks(join(folder, 'harbor-supply'), false);
writeBooks(join(folder, 'harbor-supply-mended'), true);
printSummary();
