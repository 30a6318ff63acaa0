using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Sources;
using Bookseal.Import;
using Bookseal.Import.BankFiles;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Costs;
using Bookseal.Import.Hledger;

namespace Bookseal.Closing.Imports;

/// <summary>What a form leaves to whoever imports.</summary>
/// <param name="Commodities">Of hledger's files: the currency that a commodity is.</param>
/// <param name="Numbers">Of banks' files: the account of the books that a number is.</param>
public sealed record FormSettings(CommodityNames Commodities, BankAccountNumbers Numbers)
{
    /// <summary>Of a table: which column is what.</summary>
    public (string Name, byte[] Json)? Mapping { get; init; }

    /// <summary>Of costs whose file does not say it.</summary>
    public CostLifecycle? Lifecycle { get; init; }

    /// <summary>Of costs and of PayPal's reports: how 5/1/26 is meant.</summary>
    public SlashDates Dates { get; init; }

    public static FormSettings None { get; } = new(CommodityNames.Parse([]).Value, BankAccountNumbers.None);
}

/// <summary>One file, in a form that a source's file may have.</summary>
/// <param name="Name">Faults begin with it.</param>
public sealed record FormFile(string Name, byte[] Content, SourceFormat Format, FormSettings Settings)
{
    /// <summary>It was imported before, and something else is said of it now: what it gave then stands.</summary>
    public bool IsReadAgain { get; init; }

    /// <summary>Digest of what is said of how the file is read; null where nothing is.</summary>
    public Digest? Said
    {
        get
        {
            var (lifecycle, dates) = (Format.IsOfCosts() ? Settings.Lifecycle : null, DatesText);
            return Settings.Mapping is null && lifecycle is null && dates is null
                ? null
                : CanonicalJson.DigestOf(
                    JsonObject.Of(
                        ("dates", dates),
                        ("lifecycle", lifecycle?.Text()),
                        ("mapping", Settings.Mapping is var (_, json) ? (JsonValue)Digest.Of(json) : null)
                    )
                );
        }
    }

    private string? DatesText =>
        Settings.Dates switch
        {
            SlashDates.MonthFirst when Format.TakesDates() => "mdy",
            SlashDates.DayFirst when Format.TakesDates() => "dmy",
            _ => null,
        };
}

/// <summary>
/// Imports one file into books that are there, in any form that a source's file may have: all of it or nothing, and
/// nothing of it twice.
/// </summary>
public sealed class FileImporter(
    Workspace workspace,
    BooksImporter importer,
    StatementImporter statements,
    ProviderFileImporter providers
)
{
    private const int MaxAttempts = 5;

    /// <summary>Read and imported again where somebody has changed settings or chart in between.</summary>
    /// <param name="faults">Every one of the file, where there are any: then null is returned.</param>
    public async Task<ImportOutcome?> ImportAsync(
        FormFile file,
        Actor actor,
        ImportOptions options,
        ImportFaults faults,
        CancellationToken cancel
    )
    {
        if (file.IsReadAgain && !file.Format.IsOfCosts() && !file.Format.IsOfPayouts())
        {
            var (first, tried) = (file with { IsReadAgain = false }, options with { IsDryRun = true });
            if (await ImportAsync(first, actor, tried, faults, cancel) is not { } again)
                return null;
            if (again.EntriesAdded + again.SubledgerItems + again.BankRows > 0)
            {
                faults.Add(ReadOtherwise);
                return null;
            }
        }

        for (var attempt = 1; ; attempt++)
        {
            var found = new ImportFaults();
            var outcome = await TryAsync(file, actor, options, found, cancel);
            if (found.Faults is [{ Code: BooksImporter.SupersededCode }] && attempt < MaxAttempts)
                continue;
            foreach (var fault in found.Faults)
                faults.Add(fault);
            return outcome;
        }
    }

    private async Task<ImportOutcome?> TryAsync(
        FormFile file,
        Actor actor,
        ImportOptions options,
        ImportFaults faults,
        CancellationToken cancel
    )
    {
        if (await workspace.ReadMasterDigestsAsync(cancel) is not { } digests)
        {
            faults.Add((await workspace.ReadMasterDataAsync(cancel)).Fault);
            return null;
        }

        var master = await workspace.MasterData.ReadAsync(workspace.Tenant, digests, cancel);
        var (name, content, format, settings) = file;
        if (format.IsOfCosts() || format.IsOfPayouts())
            return await providers.ImportAsync(file, master.Profile, actor, options.IsDryRun, faults, cancel);
        if (format.IsOfStatements())
        {
            var units = new KnownUnits(master.Profile, []);
            var mapping = settings.Mapping is var (written, json)
                ? new BankMappingFile(written, json, BankMappingFile.Nothing)
                : null;
            return
                BankFile.Read(format.Text(), name, content, settings.Numbers, units, faults, mapping) is { } delivered
                ? Take(await statements.ImportAsync(delivered, actor, options.IsDryRun, cancel), faults)
                : null;
        }

        var today = workspace.Today(master.Profile);
        var reader = new SourceReader(master.Profile, master.Chart, master.Openings, actor.Id, today);
        return reader.Read(format, name, content, settings.Commodities, faults, settings.Mapping) is { } books
            ? Take(await importer.ImportAsync(books, actor, options with { ReadWith = digests }, null, cancel), faults)
            : null;
    }

    /// <summary>All of the file is there: what would be new is what is there, by another id or day.</summary>
    private static Fault ReadOtherwise =>
        new(
            "FILE_READ_OTHERWISE",
            "the file was imported before, and by what is said of it now it would add what is there already under "
                + "other ids or days; say again what was said, or undo that import and read with --anew"
        );

    private static ImportOutcome? Take(Result<ImportOutcome> imported, ImportFaults faults)
    {
        if (imported.TryGet(out var outcome, out var fault))
            return outcome;
        faults.Add(fault);
        return null;
    }
}
