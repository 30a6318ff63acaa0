// What is wrong in February: every kind that the health check knows, an import can bring in, and January can be without (an opening that does
// not agree, or a subledger without control account, would stop January too). february.mjs plants and mends it. Every journal entry still balances.

export const PLANTED = {
  month: '2026-02',
  bookkeepersDay: '2026-02-27', // the mending entries' date

  // AR USD: the ledger has this invoice, the subledger has not.
  missingInvoice: { customer: 'CUST-004', date: '2026-02-11', family: 'SKU-HDWR', goods: 'cleats and fairleads', amount: 548320 },

  // AP EUR: two digits of this bill are swapped in the subledger.
  transposedBill: { vendor: 'VEND-006', receivedOn: '2026-02-10', date: '2026-02-12', family: 'HAM-HDWR', amount: 491860, inSubledger: 419860 },

  // Clearing: goods that nobody billed. Suspense: money that nobody knows, though an invoice has that very amount. Uncategorised: a receipt is missing.
  unbilledReceipt: { vendor: 'VEND-002', receivedOn: '2026-02-26', family: 'SKU-HDWR', amount: 318745 },
  unidentifiedDeposit: { date: '2026-02-19', customer: 'CUST-008', invoicedOn: '2026-01-28', family: 'SKU-ROPE', goods: 'polyester halyards', amount: 184635 },
  cardPurchase: { date: '2026-02-17', amount: 48627 },

  // The bank knows a charge and a receipt that the books do not know.
  unrecorded: [
    { date: '2026-02-20', reference: 'SC-0220', amount: -3875, bankText: 'CHECK FRAUD PROTECTION FEE', text: 'Bank charge for check fraud protection' },
    { date: '2026-02-24', reference: 'RB-0224', amount: 11240, bankText: 'CARD PROCESSING REBATE Q4', text: 'Rebate of card processing fees, last quarter' },
  ],

  // This receipt's row is missing in the bank's transactions: they do not lead to the closing balance, and the reconciliation is off.
  missingTransaction: { customer: 'CUST-009', date: '2026-01-22', family: 'SKU-SAFE', goods: 'survival suits', amount: 412750, receivedOn: '2026-02-24' },

  // The euro statement's opening balance was keyed with two digits swapped; savings has no statement of February, and the new account none at all.
  wrongOpening: 'euro',
  statementsToCome: ['savings', 'guarantee'],

  // Comes with the mending: a bill of January, paid from petty cash. If January is closed by then it is a late item of February.
  lateBill: { date: '2026-01-30', amount: 3820, text: 'Mobile top-up for the delivery van, January, paid from petty cash' },
};
