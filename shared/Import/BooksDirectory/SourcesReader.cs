using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Sources;

namespace Bookseal.Import.BooksDirectory;

/// <summary>sources.json: the systems that the books are fed from, all of them.</summary>
public static class SourcesReader
{
    private const string File = BooksFiles.Sources;

    /// <summary>
    /// A directory of a profile and sources alone, whose books came from a file of another program: all but the sources
    /// stays as it is.
    /// </summary>
    public static ImportedBooks? ReadAlone(
        CompanyProfile profile,
        ChartOfAccounts chart,
        BalanceList openings,
        byte[] bytes,
        ImportFaults faults
    )
    {
        var settings = Read(bytes, faults);
        var sources = new Dictionary<string, Digest> { [File] = Digest.Of(bytes) };
        return faults.IsEmpty
            ? new(profile, chart, openings, EntrySource.Of([]), [], sources) { SourceSettings = settings }
            : null;
    }

    /// <summary>Each source that is faulty is said with the place at which it begins.</summary>
    internal static SourceSettings Read(byte[] bytes, ImportFaults faults)
    {
        if (!JsonText.ParseObject(bytes).Then(ItemsOf).TryGet(out var items, out var fault))
        {
            faults.Add(fault with { Where = fault.Where ?? $"{File}:1:1" });
            return SourceSettings.Empty;
        }

        var sources = new List<SyncSource>();
        foreach (var (item, place) in items.Zip(ListedItems.PlacesOf(File, bytes)))
        {
            var read = item is JsonObject members
                ? SyncSource.FromJson(members)
                : new Fault(SourceSettings.Invalid, "a source is an object");
            if (!read.TryGet(out var source, out fault))
                faults.Add(fault with { Where = place });
            else if (sources.Exists(other => other.Id == source.Id))
                faults.Add(place, SourceSettings.Invalid, $"two sources are called {source.Id}");
            else
                sources.Add(source);
        }

        return new(sources);
    }

    private static Result<IReadOnlyList<JsonValue>> ItemsOf(JsonObject source)
    {
        var fields = new Fields(source, SourceSettings.Invalid);
        var sources = fields.Array("sources");
        return sources.Count > Limits.Sources
            ? new Fault(
                SourceSettings.TooMany,
                $"there are {sources.Count} sources; {File} has at most {Limits.Sources}"
            )
            : fields.Finish(() => sources);
    }
}
