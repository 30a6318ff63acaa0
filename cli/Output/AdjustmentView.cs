using Bookseal.Books.Adjustments;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;

namespace Bookseal.Cli.Output;

/// <summary>What became of an adjustment, for people.</summary>
internal static class AdjustmentView
{
    public static string Describe(Adjustment adjustment, PostedAdjustment posted)
    {
        var amount =
            $"{Money.Display(adjustment.Amount.AmountMinor, adjustment.Amount.Currency)} {adjustment.Amount.Currency}";
        var accounts = $"debit {adjustment.Debit}, credit {adjustment.Credit}";
        var what = $"{adjustment.Type.Text()} {posted.Entry.Id}: {amount}, {accounts}";
        if (posted.Outcome.WasKnown)
            return $"Posted before: {what}; nothing changed (--key posts another like it).";
        return posted.Entry.AutoReverse
            ? $"Posted {what}; reversed when the next month's close begins."
            : $"Posted {what}.";
    }
}
