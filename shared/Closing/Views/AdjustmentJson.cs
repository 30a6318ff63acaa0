using Bookseal.Books.Adjustments;
using Bookseal.Closing.Posting;

namespace Bookseal.Closing.Views;

/// <summary>What became of an adjustment, as the command line and the HTTP API have it.</summary>
public static class AdjustmentJson
{
    public static JsonObject Of(Adjustment adjustment, PostedAdjustment posted) =>
        JsonObject.Of(
            ("amount_minor", adjustment.Amount.AmountMinor),
            ("auto_reverse", posted.Entry.AutoReverse),
            ("credit", adjustment.Credit.ToString()),
            ("currency", adjustment.Amount.Currency.ToString()),
            ("debit", adjustment.Debit.ToString()),
            ("entry", posted.Entry.Id.ToString()),
            ("key", posted.Outcome.Key),
            ("known", posted.Outcome.WasKnown),
            ("type", adjustment.Type.Text())
        );
}
