using Bookseal.Books.Banking;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Import.BankFiles;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Takes in a bank's file of statements as an import of the books' bank rows: all of it or nothing, nothing twice, and
/// announced and recorded as any other.
/// </summary>
public sealed class StatementImporter(Workspace workspace, BooksImporter importer)
{
    private const int MaxAttempts = 5;

    /// <summary>
    /// <c>CLOSE_AUTHORITY_DENIED</c>, <c>BANK_STATEMENT_DIFFERS</c>. Planned again where somebody has changed settings
    /// or chart in between.
    /// </summary>
    public async Task<Result<ImportOutcome>> ImportAsync(
        BankFile file,
        Actor actor,
        bool isDryRun,
        CancellationToken cancel
    )
    {
        if (actor.Role < Acts.Import.Role)
            return new Fault(Refusal.AuthorityDenied, $"{actor.Id} is {actor.Role.Text()}; importing needs preparer");
        for (var attempt = 1; ; attempt++)
        {
            var imported = await TryAsync(file, actor, isDryRun, cancel);
            if (imported.IsOk || imported.Fault.Code != BooksImporter.SupersededCode || attempt == MaxAttempts)
                return imported.Map(outcome => outcome with { Notices = [.. outcome.Notices, .. file.Notes] });
        }
    }

    private async Task<Result<ImportOutcome>> TryAsync(
        BankFile file,
        Actor actor,
        bool isDryRun,
        CancellationToken cancel
    )
    {
        if (await workspace.ReadMasterDigestsAsync(cancel) is not { } digests)
            return (await workspace.ReadMasterDataAsync(cancel)).Fault;
        var master = await workspace.MasterData.ReadAsync(workspace.Tenant, digests, cancel);
        var known = new BankFold(DateOnly.MaxValue);
        var sealedNow = await workspace.Bank.SealAsync(workspace.Tenant, cancel);
        await using (var lines = workspace.Bank.Read(workspace.Tenant, sealedNow))
            await StoredLines.ForEachAsync("the bank's lines", lines, known.Add, cancel);
        if (!StatementIntake.Plan(known, file.Statements).TryGet(out var planned, out var fault))
            return fault;
        var books = new ImportedBooks(
            master.Profile,
            master.Chart,
            master.Openings,
            EntrySource.Of([]),
            [],
            SourcesOf(file)
        )
        {
            BankLines = planned,
        };
        var options = new ImportOptions(TakesBack: false, isDryRun) { ReadWith = digests };
        return await importer.ImportAsync(books, actor, options, null, cancel);
    }

    private static Dictionary<string, Digest> SourcesOf(BankFile file)
    {
        var sources = new Dictionary<string, Digest> { [file.Format] = file.Sha256 };
        if (file.MappingSha256 is { } mapping)
            sources[$"{file.Format} mapping"] = mapping;
        return sources;
    }
}
