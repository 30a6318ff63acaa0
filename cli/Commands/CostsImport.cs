using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Costs;
using Bookseal.Closing.Imports;
using Bookseal.Import;

namespace Bookseal.Cli.Commands;

/// <summary><c>bookseal import DIR FILE --format focus-csv</c>: costs of providers, beside the books.</summary>
internal static class CostsImport
{
    /// <summary>What was added, or every fault. Books that were never imported come first.</summary>
    public static async Task<(CostImportOutcome? Outcome, IReadOnlyList<Fault> Faults)> RunAsync(
        Session session,
        Terminal terminal,
        ParseResult parse,
        bool isDryRun,
        CancellationToken cancel
    )
    {
        var master = await session.ReadMasterDataAsync(cancel);
        if (!master.IsOk && !isDryRun)
        {
            var books = await BooksImport.RunAsync(session, terminal, parse, cancel, readsLedger: false);
            if (books.Faults.Count > 0)
                return (null, books.Faults);
            ImportReport.WriteNotices(terminal.Progress, books.Outcome);
            master = await session.ReadMasterDataAsync(cancel);
        }

        if (!master.TryGet(out var current, out var fault))
            return (null, [fault]);
        if (!BooksImport.FindImporter(parse, current.Profile, isUnattended: false).TryGet(out var actor, out fault))
            return (null, [fault]);
        using var input = CostOptions.IsInput(parse) ? await SpooledInput.ReadAsync(cancel) : null;
        return await ImportAsync(session, terminal, parse, current.Profile, actor, input?.File, isDryRun, cancel);
    }

    private static async Task<(CostImportOutcome? Outcome, IReadOnlyList<Fault> Faults)> ImportAsync(
        Session session,
        Terminal terminal,
        ParseResult parse,
        CompanyProfile profile,
        Actor actor,
        SourceFile? input,
        bool isDryRun,
        CancellationToken cancel
    )
    {
        if (!CostOptions.Read(parse, input).TryGet(out var request, out var fault))
            return (null, [fault]);
        var faults = new ImportFaults();
        var progress = terminal.IsJson ? null : new ImportView(terminal.Progress, TimeProvider.System, "rows");
        if (request.Open(new KnownUnits(profile, []), faults)?.Scan(faults, progress) is not { } scan)
            return (null, faults.Faults);
        var imported = await session.Services.CostImporter.ImportAsync(scan, actor, isDryRun, progress, cancel);
        return imported.TryGet(out var outcome, out fault) ? (outcome, []) : (null, [fault]);
    }
}
