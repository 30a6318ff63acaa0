using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Accruals;

/// <summary>An accrual that recurs and is missing: as it was last, for a person to look at and post.</summary>
/// <param name="Last">The latest entry of its kind.</param>
/// <param name="Booked">How it was booked before, in order of the periods.</param>
public sealed record AccrualProposal(Entry Last, IReadOnlyList<AccrualBooked> Booked)
{
    public static AccrualProposal Of(IReadOnlyList<(PeriodCode Period, Entry Entry)> entries) =>
        new(entries[^1].Entry, [.. entries.Select(pair => new AccrualBooked(pair.Period, pair.Entry))]);

    /// <summary>Amounts are minor units of the line's currency, debits positive.</summary>
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("auto_reverse", Last.AutoReverse),
            (
                "booked",
                new JsonArray(
                    Booked.Select(booked =>
                        JsonObject.Of(
                            ("amount", EntryAmounts.Text(booked.Entry)),
                            ("entry", booked.Entry.Id.ToString()),
                            ("period", booked.Period.ToString())
                        )
                    )
                )
            ),
            ("description", Last.Description),
            (
                "lines",
                new JsonArray(
                    Last.Lines.Select(line =>
                        JsonObject.Of(
                            ("account", line.Account.ToString()),
                            ("amount_minor", line.NetMinor),
                            ("currency", line.Currency.ToString())
                        )
                    )
                )
            )
        );
}

public sealed record AccrualBooked(PeriodCode Period, Entry Entry);
