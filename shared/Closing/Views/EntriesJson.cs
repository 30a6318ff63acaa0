using Bookseal.Books.Ledger;
using Bookseal.Closing.Entries;

namespace Bookseal.Closing.Views;

/// <summary>What a search of the journals found, as the command line and the HTTP API have it.</summary>
public static class EntriesJson
{
    public static JsonObject Of(EntriesFound found) =>
        JsonObject.Of(
            ("closed_periods", JsonArray.OfTexts(found.Closed.Select(period => period.ToString()))),
            ("count", found.Count),
            ("entries", new JsonArray(found.Shown.Select(Of))),
            ("shown", found.Shown.Count),
            ("unreadable_lines", found.Unreadable)
        );

    private static JsonObject Of(FoundEntry found) =>
        JsonObject.Of(
            ("entry", JsonText.Parse(EntryCodec.Encode(found.Entry)).Value),
            ("line", found.Line),
            ("period", found.Period.ToString()),
            (
                "ties",
                new JsonArray(
                    found.Ties.Select(tie =>
                        JsonObject.Of(
                            ("edit", tie.Edit?.Text()),
                            ("entry", tie.By.ToString()),
                            ("kind", tie.Kind.Text()),
                            ("period", tie.Period.ToString())
                        )
                    )
                )
            )
        );
}
