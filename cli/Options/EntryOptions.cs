using System.CommandLine;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;

namespace Bookseal.Cli.Options;

/// <summary>How a command says which entry it means, where several have an id.</summary>
internal static class EntryOptions
{
    public static Option<string> Period() =>
        new("--period") { Description = "The month, YYYY-MM, where several have an entry of that id" };

    public static Option<string> Journal() =>
        new("--journal") { Description = "The source's journal, where several have an entry of that id" };

    public static Result<EntryPointer> Pointer(string id, string? period, string? journal)
    {
        if (!EntryId.Parse(id).TryGet(out var entry, out var fault))
            return fault;
        var pointer = new EntryPointer(entry);
        if (period is not null)
        {
            if (!PeriodCode.Parse(period).TryGet(out var month, out fault))
                return fault;
            pointer = pointer with { Period = month };
        }

        if (journal is null)
            return pointer;
        return JournalName.Parse(journal).TryGet(out var name, out fault) ? pointer with { Journal = name } : fault;
    }
}
