using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Imports;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Cli.Commands;

/// <summary>Reads a session's books directory and imports it; shared by <c>import</c>, <c>health</c> and <c>close</c>.</summary>
internal static class BooksImport
{
    /// <summary>What was imported, or every fault. Without a books directory there is nothing to import.</summary>
    public static async Task<(ImportOutcome? Outcome, IReadOnlyList<Fault> Faults)> RunAsync(Session session, ParseResult parse, CancellationToken cancel)
    {
        if (session.BooksDirectory is not { } directory) return (null, []);
        var files = await ReadFilesAsync(directory, cancel);
        var profile = BooksReader.ReadProfile(files[BooksFiles.Profile]);
        if (!profile.IsOk) return (null, [profile.Fault]);
        if (!Session.FindPerson(parse, profile.Value, Role.Preparer).TryGet(out var person, out var fault)) return (null, [fault]);

        var faults = new ImportFaults();
        var books = BooksReader.Read(files, person.Id, faults);
        if (books is null) return (null, faults.Faults);
        if (person.Role < Role.Preparer) return (null, [new Fault(Refusal.AuthorityDenied, $"{person.Id} is {person.Role.Text()}; importing needs preparer")]);
        var imported = await session.Services.Importer.ImportAsync(books, Actor.Of(person, isUnattended: true), cancel);
        return imported.IsOk ? (imported.Value, []) : (null, [imported.Fault]);
    }

    /// <summary>Rules that refuse are one kind of failure, input with faults another.</summary>
    public static int ExitCodeOf(IReadOnlyList<Fault> faults) =>
        faults[0].Code is "PERIOD_CLOSED" or "PERIOD_CLOSING" or "OPENINGS_SEALED" or "ENTRY_CHANGED" or "PERSON_UNKNOWN" or Refusal.AuthorityDenied ? ExitCode.Refused : ExitCode.BadInput;

    private static async Task<Dictionary<string, byte[]>> ReadFilesAsync(DirectoryInfo directory, CancellationToken cancel)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in BooksFiles.All)
        {
            var path = Path.Combine(directory.FullName, name);
            if (File.Exists(path)) files[name] = await File.ReadAllBytesAsync(path, cancel);
        }

        return files;
    }
}
