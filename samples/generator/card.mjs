// The company's card: what is bought with it, and the payment of its statement. Purchases without a receipt wait for the rules.

import { BANK_ACCOUNTS, CARD_PURCHASES, RULES } from './company.mjs';
import { addMonths, businessDayIn, lastDay, monthTitle } from './calendar.mjs';
import { boughtByCard, paid, received } from './bank.mjs';
import { books, debit, nextReference, post } from './books.mjs';
import { randomFor, sum } from './values.mjs';

const { card } = BANK_ACCOUNTS;

export function cardPurchases({ month }) {
  if (month < card.since) return;
  const random = randomFor(`${month} card`);
  for (const { day, account, range, text } of CARD_PURCHASES) {
    const date = businessDayIn(month, day);
    const amount = random.money(range);
    post({ date, text: `Card: ${text}`, lines: [debit(account, amount), boughtByCard(amount, nextReference('POS'), date, text)] });
  }
}

// The bank draws the whole balance of the last statement.
export function cardPayment({ month }) {
  const cycleEnd = `${addMonths(month, -1)}-${card.cycleDay}`;
  const owed = -sum(books.bankLines.filter((line) => line.bank === card && line.date <= cycleEnd).map((line) => line.amount));
  if (owed === 0) return;
  const date = businessDayIn(month, 10);
  const text = `Company card, statement of ${monthTitle(addMonths(month, -1))}`;
  const reference = `CARDPAY-${month}`;
  post({ date, text, lines: [received('USD', owed, reference, date, 'PAYMENT THANK YOU', card), paid('USD', owed, reference, date, text)] });
}

// What the close books by a rule, and the journal leaves on 6950.
export const isForRules = ({ text, lines }) => lines.some((line) => line.account === '6950' && RULES.filter((rule) => knows(rule, text, line.amount)).length === 1);

const knows = ({ match: { text: words, amount } }, text, minor) => text.toLowerCase().includes(words) && minor <= (amount?.to_minor ?? minor);
