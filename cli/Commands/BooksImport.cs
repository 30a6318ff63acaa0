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
using Bookseal.Import.DirectoryTables;
using Bookseal.Import.Ledgers;

namespace Bookseal.Cli.Commands;

/// <summary>
/// Reads a session's books directory and imports it; shared by <c>import</c>, <c>health</c> and <c>close</c>.
/// </summary>
internal static class BooksImport
{
    /// <summary>What was imported, or every fault. Without a books directory there is nothing to import.</summary>
    /// <param name="readsLedger">False where the file of the command line is no journal.</param>
    /// <param name="isUnattended">
    /// As a part of a close with --yes: by who may prepare, not by who is to certify.
    /// </param>
    public static async Task<(ImportOutcome? Outcome, IReadOnlyList<Fault> Faults)> RunAsync(
        Session session,
        Terminal terminal,
        ParseResult parse,
        CancellationToken cancel,
        bool isUnattended = false,
        ImportOptions? options = null,
        bool readsLedger = true
    )
    {
        var hasLedger = readsLedger && LedgerOptions.AreUsed(parse);
        if (session.BooksDirectory is not { } directory)
            return (null, hasLedger ? [DirectoryMissing] : []);
        var files = FilesOf(directory, out var pipes);
        if (pipes.Count > 0)
            return (null, pipes);
        if (!WishesOf(parse).TryGet(out var wishes, out var unclear))
            return (null, [unclear]);
        if (!BooksReader.ReadSettings(files).TryGet(out var wanted, out var unreadable))
            return (null, [unreadable]);
        // Who imports is looked up among those in force; who stands only in the file is nobody yet.
        var profile = (await session.ReadMasterDataAsync(cancel)).TryGet(out var master, out _)
            ? Governance.Of(master.Profile).In(wanted)
            : wanted;
        if (!FindImporter(parse, profile, isUnattended).TryGet(out var actor, out var fault))
            return (null, [fault]);
        var isImported = !hasLedger && await IsImportedAsync(session, files, profile, cancel);
        if (isImported && !files.ContainsKey(BooksFiles.Sources))
            return await TellTeamAsync(session, wanted, profile, actor, options ?? ImportOptions.Default, cancel);
        var reading = hasLedger ? null : await DirectoryReading.BeginAsync(session, files, wishes, profile, cancel);
        if (
            options is null
            && reading is not null
            && await SpareAsync(session, terminal, reading, wanted, profile, actor, cancel) is { } spared
        )
            return spared;
        LedgerFile? ledger = null;
        if (hasLedger && !(await LedgerOptions.ReadAsync(parse, cancel)).TryGet(out ledger, out unreadable))
            return (null, [unreadable]);
        if (master is not null && ledger is not null)
            ledger = ledger with { Known = new(master.Chart, master.Openings) };

        var faults = new ImportFaults();
        var progress = terminal.IsJson ? null : new ImportView(terminal.Progress, TimeProvider.System);
        var today = session.Services.Workspace.Today(profile);
        var books = isImported
            ? SourcesReader.ReadAlone(
                wanted,
                master!.Chart,
                master.Openings,
                files[BooksFiles.Sources].ReadAll(),
                faults
            )
            : BooksReader.Read(files, actor.Id, today, faults, ledger, progress, wishes);
        if (books is null)
            return (null, faults.Faults);
        if (actor.Role < Acts.Import.Role)
            return (
                null,
                [new Fault(Refusal.AuthorityDenied, $"{actor.Id} is {actor.Role.Text()}; importing needs preparer")]
            );
        var imported = await session.Services.Importer.ImportAsync(
            books,
            actor,
            options ?? ImportOptions.Default,
            progress,
            cancel
        );
        if (!imported.TryGet(out var outcome, out unreadable))
            return (null, [unreadable]);
        if (reading is not null && !outcome.IsDryRun)
            await reading.RememberAsync(outcome, files, cancel);
        return (outcome, []);
    }

    /// <summary>Beside a file they are of that file: what the directory's own are, mapping.json says.</summary>
    private static Result<TableWishes> WishesOf(ParseResult parse) =>
        LedgerOptions.AreUsed(parse) ? TableWishes.None : TableOptions.WishesOf(parse);

    private static Fault DirectoryMissing =>
        new("COMPANY_MISSING", "a file is imported into a books directory; name that instead of --tenant");

    /// <summary>
    /// Where the directory need not be read, what an import would say; another team is told all the same.
    /// </summary>
    private static async Task<(ImportOutcome? Outcome, IReadOnlyList<Fault> Faults)?> SpareAsync(
        Session session,
        Terminal terminal,
        DirectoryReading reading,
        CompanyProfile wanted,
        CompanyProfile standing,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (actor.Role < Acts.Import.Role || await reading.FindAsync(cancel) is not { } unchanged)
            return null;
        terminal.Progress.WriteLine(
            $"{session.BooksDirectory!.Name} is as it was read last: {unchanged.EntriesKnown} entries"
        );
        var told = await TellTeamAsync(session, wanted, standing, actor, ImportOptions.Default, cancel);
        return told.Faults.Count > 0 ? told : (told.Outcome ?? unchanged, []);
    }

    /// <summary>
    /// To import is to prepare. Who is not named is assumed; that somebody was says nothing of whose proposal it is
    /// when bookseal.json has another team, unless nobody else could have.
    /// </summary>
    internal static Result<Actor> FindImporter(ParseResult parse, CompanyProfile profile, bool isUnattended) =>
        Session
            .FindPerson(parse, profile, Acts.Import.Role)
            .Map(person => isUnattended ? UnattendedAssignee.PreparerFor(profile, person) : person)
            .Map(person =>
                Actor.Of(person, isUnattended: true) with
                {
                    IsAssumed =
                        parse.GetValue(CommonOptions.As) != person.Id.ToString()
                        && profile.Team.Count(member => member.Role >= Acts.Import.Role) > 1,
                }
            );

    /// <summary>Of a directory with nothing new but its team or policy.</summary>
    private static async Task<(ImportOutcome? Outcome, IReadOnlyList<Fault> Faults)> TellTeamAsync(
        Session session,
        CompanyProfile wanted,
        CompanyProfile standing,
        Actor actor,
        ImportOptions options,
        CancellationToken cancel
    )
    {
        if (Governance.Of(wanted).IsSameAs(Governance.Of(standing)) || actor.Role < Acts.Import.Role)
            return (null, []);
        var nothing = ImportOutcome.Nothing(session.Tenant);
        var told = await session.Services.Importer.TellTeamAsync(
            nothing,
            Governance.Of(wanted),
            actor,
            options,
            cancel
        );
        return told.TryGet(out var outcome, out var fault) ? (outcome, []) : (null, [fault]);
    }

    /// <summary>
    /// Rules that refuse are one kind of failure (<see cref="RefusalStatus"/>), input with faults another.
    /// </summary>
    public static int ExitCodeOf(IReadOnlyList<Fault> faults) =>
        RefusalStatus.ExitCodeOf(
            faults[0],
            faults[0].Code is "COMPANY_MISSING" or "USAGE" ? ExitCode.Usage : ExitCode.BadInput
        );

    /// <summary>
    /// A directory of nothing but a profile that is the imported one: its books came from a file with --format, and
    /// there is nothing new to read. Sources beside it change nothing of the books.
    /// </summary>
    private static async Task<bool> IsImportedAsync(
        Session session,
        Dictionary<string, SourceFile> files,
        CompanyProfile profile,
        CancellationToken cancel
    ) =>
        files.Keys.All(name =>
            name is BooksFiles.Profile or BooksFiles.Checklist or BooksFiles.Sources or BooksFiles.Mapping
        )
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
