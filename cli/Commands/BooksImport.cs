using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Cli.Assignees;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Refusals;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Hledger;

namespace Bookseal.Cli.Commands;

/// <summary>
/// Reads a session's books directory and imports it; shared by <c>import</c>, <c>health</c> and <c>close</c>.
/// </summary>
internal static class BooksImport
{
    /// <summary>What was imported, or every fault. Without a books directory there is nothing to import.</summary>
    /// <param name="isUnattended">
    /// As a part of a close with --yes: by who may prepare, not by who is to certify.
    /// </param>
    public static async Task<(ImportOutcome? Outcome, IReadOnlyList<Fault> Faults)> RunAsync(
        Session session,
        Terminal terminal,
        ParseResult parse,
        CancellationToken cancel,
        bool isUnattended = false,
        ImportOptions? options = null
    )
    {
        var hasLedger = LedgerOptions.AreUsed(parse);
        if (session.BooksDirectory is not { } directory)
            return (
                null,
                hasLedger
                    ?
                    [
                        new Fault(
                            "COMPANY_MISSING",
                            "a file is imported into a books directory; name that instead of --tenant"
                        ),
                    ]
                    : []
            );
        var files = FilesOf(directory, out var pipes);
        if (pipes.Count > 0)
            return (null, pipes);
        var profile = BooksReader.ReadProfile(files[BooksFiles.Profile].ReadAll());
        if (!profile.IsOk)
            return (null, [profile.Fault]);
        if (!hasLedger && await IsImportedAsync(session, files, profile.Value, cancel))
            return (null, []);
        HledgerFile? ledger = null;
        if (hasLedger && !(await LedgerOptions.ReadAsync(parse, cancel)).TryGet(out ledger, out var unreadable))
            return (null, [unreadable]);
        if (!Session.FindPerson(parse, profile.Value, Role.Preparer).TryGet(out var person, out var fault))
            return (null, [fault]);
        if (isUnattended)
            person = UnattendedAssignee.PreparerFor(profile.Value, person); // to import is to prepare

        var faults = new ImportFaults();
        var progress = terminal.IsJson ? null : new ImportView(terminal.Progress, TimeProvider.System);
        var today = session.Services.Workspace.Today(profile.Value);
        var books = BooksReader.Read(files, person.Id, today, faults, ledger, progress);
        if (books is null)
            return (null, faults.Faults);
        if (person.Role < Role.Preparer)
            return (
                null,
                [new Fault(Refusal.AuthorityDenied, $"{person.Id} is {person.Role.Text()}; importing needs preparer")]
            );
        var imported = await session.Services.Importer.ImportAsync(
            books,
            Actor.Of(person, isUnattended: true),
            options ?? ImportOptions.Default,
            progress,
            cancel
        );
        return imported.IsOk ? (imported.Value, []) : (null, [imported.Fault]);
    }

    /// <summary>
    /// Rules that refuse are one kind of failure (<see cref="RefusalStatus"/>), input with faults another.
    /// </summary>
    public static int ExitCodeOf(IReadOnlyList<Fault> faults) =>
        RefusalStatus.ExitCodeOf(faults[0], faults[0].Code == "COMPANY_MISSING" ? ExitCode.Usage : ExitCode.BadInput);

    /// <summary>
    /// A directory of nothing but a profile that is the imported one: its books came from a file with --format, and
    /// there is nothing new to read.
    /// </summary>
    private static async Task<bool> IsImportedAsync(
        Session session,
        Dictionary<string, SourceFile> files,
        CompanyProfile profile,
        CancellationToken cancel
    ) =>
        files.Count == 1
        && await session.Services.Workspace.ReadMasterDigestsAsync(cancel) is { } known
        && known.Profile == CanonicalJson.DigestOf(profile.ToJson());

    /// <param name="pipes">What bears the name of a books file and is no file: opening it might wait for ever.</param>
    private static Dictionary<string, SourceFile> FilesOf(DirectoryInfo directory, out IReadOnlyList<Fault> pipes)
    {
        var files = BooksFiles
            .All.Select(name => (Name: name, Path: Path.Combine(directory.FullName, name)))
            .Where(file => File.Exists(file.Path))
            .ToLookup(file => PlainFile.Is(file.Path));
        pipes = [.. files[false].Select(file => PlainFile.Refuse(file.Path))];
        return files[true].ToDictionary(file => file.Name, file => SourceFile.At(file.Path));
    }
}
