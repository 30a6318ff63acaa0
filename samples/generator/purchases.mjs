// Purchase to pay.

import { ASSETS, BOOKS_START, CHANNELS, CONTROL, COST_BILLS, CURRENCIES, VENDORS, family, vendor } from './company.mjs';
import { addDays, businessDayAfter, businessDayIn, daysOf, firstDay, isBusinessDay, monthOf, nextBusinessDay, previousBusinessDay, weekday } from './calendar.mjs';
import { paidByAch, paidByCheck, paidBySepa } from './bank.mjs';
import { books, credit, debit, item, nextReference, post, signedAmount } from './books.mjs';
import { scriptedReceipts } from './february.mjs';
import { byDate, compareText, percentOf, randomFor, sum } from './values.mjs';

// Goods, assets and cost bills are numbered together, as they come in.
export function purchases(plan) {
  const drafts = [...goodsReceipts(plan), ...scriptedReceipts(plan.month), ...assetBills(plan), ...costBills(plan)];
  for (const draft of drafts.sort(byDate)) postBill(draft);
}

// Receives the month's goods and returns drafts of their bills.
function goodsReceipts({ month, purchases: counts }) {
  const random = randomFor(`${month} purchases`);
  const days = daysOf(month, isBusinessDay);
  const orders = CURRENCIES.flatMap((currency) => {
    const suppliers = suppliersByNeed(currency, firstDay(month));
    return random.dates(counts[currency], days.slice(0, -5)).map((date, index) => ({ date, ...suppliers[index % suppliers.length] }));
  });
  return orders.sort(byDate).map(({ date, supplier, needPercent }) => {
    const goods = splitGoods(supplier, percentOf(random.money(supplier.range), needPercent), random);
    const receipt = receiveGoods(date, supplier, goods);
    const billedOn = days[Math.min(days.indexOf(date) + random.int(2, 5), days.length - 1)];
    return draftGoodsBill(billedOn, supplier, receipt, goods, random.chance(25) ? random.money([90, 340]) : 0);
  });
}

// How far a supplier's goods have run down since the books started: those in need come first and get larger orders.
function suppliersByNeed(currency, date) {
  const stock = (id) => sum(books.items.filter((each) => each.entity === id && each.date < date).map(signedAmount));
  const need = ({ supplies }) => 200 - Math.min(...supplies.map((id) => Math.round((stock(id) * 100) / family(id).opening)));
  const suppliers = VENDORS.filter((each) => each.range && each.currency === currency);
  return suppliers.map((supplier) => ({ supplier, needPercent: Math.min(180, Math.max(60, need(supplier))) }))
    .sort((left, right) => right.needPercent - left.needPercent);
}

function splitGoods({ supplies: [first, second] }, amount, random) {
  if (!second) return [{ family: first, amount }];
  const share = percentOf(amount, random.int(40, 60));
  return [{ family: first, amount: share }, { family: second, amount: amount - share }];
}

export function receiveGoods(date, supplier, goods) {
  const reference = nextReference('RCV');
  post({
    date,
    currency: supplier.currency,
    text: `Goods received ${reference} from ${supplier.name}`,
    lines: [
      ...goods.map(({ family: id, amount }, index) => debit(CONTROL.INV, amount, item('INV', id, `${reference}-${index + 1}`))),
      credit('2100', sum(goods.map((each) => each.amount)), { reference }),
    ],
  });
  return reference;
}

export function draftGoodsBill(date, supplier, receipt, goods, freight = 0) {
  return {
    date,
    supplier,
    text: (bill) => `Bill ${bill} from ${supplier.name} for ${receipt}${freight > 0 ? ', with freight' : ''}`,
    costs: [debit('2100', sum(goods.map((each) => each.amount)), { reference: receipt }), debit('5100', freight, { job: CHANNELS[supplier.currency] })],
  };
}

export function postBill({ date, supplier, text, costs }) {
  const amount = sum(costs.map((line) => line.amount));
  const bill = addBill(supplier, date, amount);
  const payable = credit(CONTROL.AP, amount, item('AP', supplier.id, bill.reference, { due: bill.due }));
  post({ date, currency: supplier.currency, text: text(bill.reference), lines: [...costs, payable] });
  return bill;
}

// Paid in the last Thursday run before it is due, or else when it is due. Checks are printed on the day after the run.
export function addBill(supplier, date, amount) {
  const due = addDays(date, supplier.terms);
  const thursday = addDays(due, -((weekday(due) + 3) % 7));
  const run = thursday > date && thursday > BOOKS_START ? previousBusinessDay(thursday) : nextBusinessDay(due);
  const bill = { reference: nextReference('BILL'), date, vendor: supplier, amount, due, payOn: supplier.paidBy === 'check' ? businessDayAfter(run) : run };
  books.bills.push(bill);
  return bill;
}

function costBills({ month }) {
  const random = randomFor(`${month} cost bills`);
  return COST_BILLS.filter((each) => !each.months || each.months.includes(month)).map(({ vendor: id, account, day, range, text }) => ({
    date: businessDayIn(month, day),
    supplier: vendor(id),
    text: () => `${text}: ${vendor(id).name}`,
    costs: [debit(account, random.money(range))],
  }));
}

const assetBills = ({ month }) => ASSETS.filter(({ bought }) => bought && monthOf(bought.on) === month).map(({ text, account, cost, bought }) => ({
  date: bought.on,
  supplier: vendor(bought.from),
  text: (bill) => `Bill ${bill} from ${vendor(bought.from).name}: ${text}`,
  costs: [debit(account, cost)],
}));

export function vendorPayments({ month }) {
  const random = randomFor(`${month} payments`);
  const due = books.bills.filter((bill) => monthOf(bill.payOn) === month);
  for (const { payOn, vendor: supplier, amount, reference: bill } of due.sort((left, right) => compareText(left.payOn, right.payOn))) {
    const reference = nextReference('PAY');
    post({
      date: payOn,
      currency: supplier.currency,
      text: `Payment to ${supplier.name}, ${bill}`,
      lines: [debit(CONTROL.AP, amount, item('AP', supplier.id, reference, { appliesTo: bill })), money(supplier, amount, reference, payOn, random)],
    });
  }
}

function money({ currency, name, paidBy }, amount, reference, date, random) {
  if (currency === 'EUR') return paidBySepa(amount, reference, date, `SEPA ${name}`);
  return paidBy === 'check' ? paidByCheck(amount, nextReference('CHK'), date, random) : paidByAch(amount, date);
}
