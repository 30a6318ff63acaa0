// Order to cash.

import { BOOKS_START, CHANNELS, CONTROL, CURRENCIES, CUSTOMERS, DISPUTED_ORDERS, FAMILIES, JOBS, PREPAYMENTS, SALES_TAX_PERCENT, UNTAGGED, WRITE_OFFS, customer, family } from './company.mjs';
import { addDays, daysOf, isBusinessDay, isShopDay, monthOf, nextBusinessDay, weekday } from './calendar.mjs';
import { deposited, received, receivedUnderTrace, settledByCards } from './bank.mjs';
import { books, credit, debit, item, nextReference, post } from './books.mjs';
import { scriptedOrders } from './february.mjs';
import { byDate, percentOf, randomFor, sum } from './values.mjs';

export function creditSales({ month, sales }) {
  const random = randomFor(`${month} credit sales`);
  const orders = CURRENCIES.flatMap((currency) => random.dates(sales[currency], daysOf(month, isBusinessDay)).map((date) => drawOrder(random, date, currency)));
  orders.push(...scriptedOrders(month), ...prepaidOrders(month), ...disputedOrders(month));
  for (const order of orders.sort(byDate)) invoiceOrder(order, random);
}

function drawOrder(random, date, currency) {
  const buyer = random.pick(CUSTOMERS.filter((each) => each.currency === currency && !(each.until < date)));
  const families = FAMILIES.filter((each) => each.currency === currency);
  const first = random.pick(families);
  const second = random.pick(families);
  const picked = first === second || random.chance(45) ? [first] : [first, second];
  const lines = picked.map((each) => drawOrderLine(random, each, currency === 'USD' ? [3600, 14200] : [1300, 4200], buyer.size));
  return {
    date,
    buyer,
    lines,
    goods: random.pick(first.goods),
    freight: random.chance(35) ? random.money([45, 190]) : 0,
    job: currency === 'USD' && random.chance(30) ? random.pick(JOBS) : '',
    remark: random.chance(8) ? ', "ship complete" order' : '',
  };
}

function drawOrderLine(random, { id, margin }, range, percent = 100) {
  const net = percentOf(random.money(range), percent);
  return { family: id, net, cost: percentOf(net, 100 - margin + random.int(-2, 2)) };
}

// An order of one line with a fixed amount; its payments are drawn unless they are given.
export function fixedOrder({ customer: id, date, family: goodsFamily, goods, amount, payments, mark }) {
  const lines = [{ family: goodsFamily, net: amount, cost: percentOf(amount, 100 - family(goodsFamily).margin) }];
  return { date, buyer: customer(id), lines, goods, freight: 0, job: '', remark: '', payments, mark };
}

const prepaidOrders = (month) => PREPAYMENTS.filter((each) => monthOf(each.invoicedOn) === month)
  .map((each) => ({ ...fixedOrder({ ...each, date: each.invoicedOn, amount: each.net, mark: 'prepaid' }), deposit: each }));

const disputedOrders = (month) => DISPUTED_ORDERS.filter((each) => monthOf(each.date) === month).map((each) => fixedOrder({ ...each, mark: 'disputed' }));

function invoiceOrder({ date, buyer, lines, goods, freight, job: project, remark, payments, deposit, mark }, random) {
  const { currency, id, name } = buyer;
  const job = project || CHANNELS[currency];
  const reference = nextReference('INV');
  const net = sum(lines.map((line) => line.net));
  const tax = buyer.taxed ? percentOf(net, SALES_TAX_PERCENT) : 0;
  const total = net + freight + tax;
  const due = addDays(date, buyer.terms);
  const invoice = { reference, customer: buyer, date, lines, job, total, outstanding: total, due, mark };
  invoice.payments = payments ?? planReceipts(invoice, random, date);
  books.invoices.push(invoice);
  post({
    date,
    currency,
    text: `Invoice ${reference} to ${name}: ${goods}${remark}`,
    lines: [
      debit(CONTROL.AR, total, item('AR', id, reference, { due })),
      credit(currency === 'USD' ? '4000' : '4020', net, { job }),
      credit('4100', freight, { job }),
      credit('2200', tax),
      ...relief(currency === 'USD' ? '5000' : '5020', lines, reference.replace('INV', 'SHP'), jobOfCost(date, job)),
    ],
  });
  if (deposit) applyDeposit(invoice, deposit);
}

const jobOfCost = (date, job) => (monthOf(date) === UNTAGGED.month && job === UNTAGGED.job ? '' : job);

// Cost of the goods that left the warehouse: one pair of lines for each SKU family.
function relief(account, lines, reference, job) {
  return lines.flatMap((line, index) => [
    debit(account, line.cost, { job }),
    credit(CONTROL.INV, line.cost, item('INV', line.family, `${reference}-${index + 1}`)),
  ]);
}

// When a customer will pay: usually at once, sometimes in two parts or after reminders; one stops paying.
export function planReceipts({ due, customer: buyer, date: invoicedOn }, random, earliest) {
  const reminded = buyer.currency === 'USD' && random.chance(9) ? random.int(50, 105) : 0;
  const usual = addDays(due, buyer.lag + reminded + random.int(-2, 4));
  const date = nextBusinessDay(usual > earliest ? usual : addDays(earliest, random.int(4, 16)));
  const isSplit = random.chance(16);
  const share = random.int(4, 6) / 10;
  if ((invoicedOn ?? BOOKS_START) > (buyer.failsAfter ?? '9999')) return [];
  return isSplit ? [{ date, share }, { date: nextBusinessDay(addDays(date, 18)), share: 1 }] : [{ date, share: 1 }];
}

export function customerDeposits({ month }) {
  for (const each of PREPAYMENTS.filter(({ paidOn }) => monthOf(paidOn) === month)) {
    const { currency, name } = customer(each.customer);
    each.reference = nextReference('DEPO');
    const text = `Deposit ${each.reference} from ${name} on an order of ${each.goods}`;
    post({ date: each.paidOn, currency, text, lines: [received(currency, each.amount, each.reference, each.paidOn, `WIRE ${name}`), credit('2150', each.amount, { reference: each.reference })] });
  }
}

function applyDeposit(invoice, { amount, reference }) {
  const { customer: buyer, reference: original, date } = invoice;
  invoice.outstanding -= amount;
  post({
    date,
    currency: buyer.currency,
    text: `Deposit ${reference} of ${buyer.name} applied to ${original}`,
    lines: [debit('2150', amount, { reference }), credit(CONTROL.AR, amount, item('AR', buyer.id, reference, { appliesTo: original }))],
  });
}

export function counterSales({ month, counter }) {
  const random = randomFor(`${month} counter sales`);
  const families = FAMILIES.filter((each) => each.currency === 'USD');
  for (const date of daysOf(month, isShopDay)) {
    const reference = nextReference('Z');
    const lines = [random.pick(families)].map((each) => drawOrderLine(random, each, weekday(date) === 6 ? [3400, 6200] : [1700, 3900], counter));
    const net = sum(lines.map((line) => line.net));
    const tax = percentOf(net, SALES_TAX_PERCENT);
    post({
      date,
      text: weekday(date) === 6 ? `Counter sales, Saturday, register report ${reference}` : `Counter sales, register report ${reference}`,
      lines: [settledByCards(net + tax, reference, date), credit('4010', net, { job: CHANNELS.counter }), credit('2200', tax), ...relief('5010', lines, reference, CHANNELS.counter)],
    });
  }
}

// Goods come back before the invoice is paid: a third of its first line is credited.
export function creditMemos({ month, creditMemos: count }) {
  const random = randomFor(`${month} credit memos`);
  const candidates = books.invoices.filter((invoice) => invoice.date && monthOf(invoice.date) === month && invoice.date < `${month}-18`
    && invoice.customer.currency === 'USD' && invoice.payments[0]?.date > `${month}-28` && invoice.payments[0].share === 1 && !invoice.mark);
  const chosen = [];
  while (chosen.length < count && candidates.length > 0) {
    const [invoice] = candidates.splice(random.int(0, candidates.length - 1), 1);
    chosen.push({ invoice, date: nextBusinessDay(addDays(invoice.date, random.int(4, 8))) });
  }
  for (const { invoice, date } of chosen.sort(byDate)) creditInvoice(invoice, date, random);
}

function creditInvoice(invoice, date, random) {
  const { customer: buyer, reference: original, lines: [line], job } = invoice;
  const reference = nextReference('CM');
  const net = Math.round(line.net / 3);
  const cost = Math.round(line.cost / 3);
  const tax = buyer.taxed ? percentOf(net, SALES_TAX_PERCENT) : 0;
  invoice.outstanding -= net + tax;
  post({
    date,
    text: `Credit memo ${reference} to ${buyer.name}, ${random.pick(['wrong size sent', 'surplus returned', 'cartons damaged in transit'])} (${original})`,
    lines: [
      debit('4900', net, { job }),
      debit('2200', tax),
      credit(CONTROL.AR, net + tax, item('AR', buyer.id, reference, { appliesTo: original })),
      debit(CONTROL.INV, cost, item('INV', line.family, reference.replace('CM', 'RMA'))),
      credit('5000', cost, { job }),
    ],
  });
}

export function customerReceipts({ month }) {
  const random = randomFor(`${month} receipts`);
  const settled = WRITE_OFFS.filter((each) => each.settled).map(({ reference, settled: part }) => ({ ...part, invoice: books.invoices.find((each) => each.reference === reference) }));
  const planned = books.invoices.flatMap((invoice) => invoice.payments.map((each) => ({ ...each, invoice })));
  for (const { date, share, invoice } of [...planned, ...settled].filter((each) => monthOf(each.date) === month).sort(byDate)) receive(date, share, invoice, random);
}

function receive(date, share, invoice, random) {
  const { customer: buyer, reference: paidInvoice } = invoice;
  const { currency, name } = buyer;
  const amount = share === 1 ? invoice.outstanding : Math.round((invoice.outstanding * share) / 10000) * 10000;
  invoice.outstanding -= amount;
  const reference = nextReference('RCPT');
  const drawn = currency === 'EUR' ? 'SEPA credit' : random.pick(['ACH', 'Check', 'Wire']);
  const means = invoice.mark === 'by wire' ? 'Wire' : drawn;
  const text = share === 1 ? `${means} from ${name} for ${paidInvoice}` : `${means} from ${name}, part payment of ${paidInvoice}`;
  const money = {
    ACH: () => receivedUnderTrace(amount, reference, date, `ACH CREDIT ${name}`),
    Check: () => deposited(amount, date),
    Wire: () => received('USD', amount, reference, date, `WIRE ${name}`),
    'SEPA credit': () => received('EUR', amount, reference, date, `SEPA ${name}`),
  }[means]();
  post({ date, currency, text, lines: [money, credit(CONTROL.AR, amount, item('AR', buyer.id, reference, { appliesTo: paidInvoice }))] });
  invoice.lastReceipt = reference;
}

// Invoices given up, and at the year's end the oldest one of the customer who fails.
export function writeOffs({ month }) {
  const due = WRITE_OFFS.filter((each) => monthOf(each.date) === month).map(({ date, reference }) => ({ date, invoice: books.invoices.find((each) => each.reference === reference) }));
  if (month === '2026-12') due.push({ date: '2026-12-30', invoice: books.invoices.find((each) => each.customer.failsAfter < each.date && each.outstanding > 0) });
  for (const { date, invoice } of due) writeOff(date, invoice);
}

function writeOff(date, invoice) {
  const { customer: buyer, reference, outstanding: amount } = invoice;
  invoice.outstanding = 0;
  post({
    date,
    text: `Written off: ${reference} of ${buyer.name}`,
    lines: [debit('1210', amount), credit(CONTROL.AR, amount, item('AR', buyer.id, reference.replace('INV', 'WO'), { appliesTo: reference }))],
  });
}

